package io.tocsin.ingest.batch;

/** What of a body that ended early is taken, in words. */
final class Taken {
    /** Not even the batch's fields came. */
    static final String NOTHING = "nothing of it is taken";
    /** No row had come. */
    static final String NO_ROW = NOTHING + " and no batch was made; the Idempotency-Key is free for another body";
    private static final String GO_ON = "; send the same body with the same Idempotency-Key to go on";
    /** It ended within what was taken of it earlier. */
    static final String BEFORE = "what was taken of it earlier stays taken" + GO_ON;

    private Taken() {}

    /** So many rows, and what became of them, as the batch's counts show it. */
    static String rows(String which, long rows, Answer sums) {
        return which.formatted(rows) + " (accepted " + sums.accepted() + ", duplicate " + sums.duplicate()
                + ", rejected " + sums.rejected() + ", batch " + sums.batch() + ")" + GO_ON;
    }
}
