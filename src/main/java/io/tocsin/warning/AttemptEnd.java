package io.tocsin.warning;

/** What one attempt, or one look at a waiting warning, came to: the input of a plan's decision. */
public sealed interface AttemptEnd {
    /** The carrier took all segments; receipts will say more. */
    record Accepted() implements AttemptEnd {}

    /**
     * The person was reached.
     *
     * @param cause the carrier's word for it
     */
    record Delivered(Cause cause) implements AttemptEnd {}

    /**
     * The attempt failed.
     *
     * @param cause why
     */
    record Failed(Cause cause) implements AttemptEnd {}

    /**
     * Nobody knows whether it was sent: no answer, a cut line, a dead node.
     *
     * @param cause what was seen
     */
    record Unknown(Cause cause) implements AttemptEnd {}

    /**
     * The carrier answered flow control: it did not take it, and it is tried again later.
     *
     * @param cause the code
     * @param alone whether it is about this number, as the carrier takes others meanwhile; otherwise it
     *            is about the account
     */
    record FlowControlled(Cause cause, boolean alone) implements AttemptEnd {
        /** About the account, as long as nobody knows better. */
        public FlowControlled(Cause cause) {
            this(cause, false);
        }
    }

    /**
     * It was fenced but no byte of it left: back to its lane's head.
     *
     * @param why in words, as {@code carrier down}
     */
    record NeverSent(String why) implements AttemptEnd {
        /** The session could not take it: it was closed, or had no free slot. */
        public NeverSent() {
            this("no session could take it");
        }
    }

    /** An ambiguous attempt's wait is over: the carrier's rule decides. */
    record WaitOver() implements AttemptEnd {}

    /** No receipt came within the carrier's wait (72 h). */
    record NoReceipt() implements AttemptEnd {}
}
