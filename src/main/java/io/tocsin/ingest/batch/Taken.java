package io.tocsin.ingest.batch;

/** What of a body that ended early is taken, in words. */
final class Taken {
    /** Not even the batch's fields came. */
    static final String NOTHING = "nothing of it is taken";
    /** No row had come. */
    static final String NO_ROW = NOTHING + " and no batch was made; the Idempotency-Key is free for another body";
    private static final String GO_ON = "; send the same body with the same Idempotency-Key to go on";
    private static final String MEND = "; what comes behind them is at fault: send the body with that mended, and the rows"
            + " before it unchanged, with the same Idempotency-Key to go on";
    /** It ended within what was taken of it earlier. */
    static final String BEFORE = "what was taken of it earlier stays taken" + GO_ON;

    private Taken() {}

    /** So many rows of a body that was cut, and what became of them, as the batch's counts show it. */
    static String beforeCut(long rows, Answer sums) {
        return rows("%d rows of it are taken", rows, sums) + GO_ON;
    }

    /** The same of a body with a fault, which would have it again if it were sent as it is. */
    static String beforeFault(long rows, Answer sums) {
        return rows("the %d rows before the fault are taken", rows, sums) + MEND;
    }

    private static String rows(String which, long rows, Answer sums) {
        return which.formatted(rows) + " (accepted " + sums.accepted() + ", duplicate " + sums.duplicate()
                + ", rejected " + sums.rejected() + ", batch " + sums.batch() + ")";
    }
}
