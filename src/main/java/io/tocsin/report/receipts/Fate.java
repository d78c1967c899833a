package io.tocsin.report.receipts;

/** What became of a receipt. */
public enum Fate {
    /** A delivery, recorded as it was. */
    DELIVERED("delivered"),
    /** It changed its warning by a decision: a retry, the next step, an end. */
    DECIDED("decided"),
    /** Its attempt no longer mattered. */
    LATE("late"),
    /**
     * No attempt is known for it, after all tries, and it names no number by which one could be found.
     */
    UNMATCHED("unmatched"),
    /**
     * No attempt is known for it yet: kept until one is, and then counted again by what it came to.
     */
    KEPT("kept"),
    /**
     * It was kept, and no attempt was found for it before its place was needed or its time was over.
     */
    DROPPED("dropped"),
    /** It says that nothing has ended yet. */
    INTERMEDIATE("intermediate"),
    /** Too many were on their way: not taken, not confirmed; the carrier sends it again. */
    REFUSED("refused");

    private final String code;

    Fate(String code) {
        this.code = code;
    }

    /** The word used in metrics. */
    public String code() {
        return code;
    }
}
