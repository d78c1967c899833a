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
     * The carrier answered flow control: no end of an attempt, back to its lane's head.
     *
     * @param cause the code
     */
    record FlowControlled(Cause cause) implements AttemptEnd {}

    /**
     * It was fenced but no byte of it left (the session closed, the node stops): back to its lane's
     * head.
     */
    record NeverSent() implements AttemptEnd {}

    /** An ambiguous attempt's wait is over: the carrier's rule decides. */
    record WaitOver() implements AttemptEnd {}

    /** No receipt came within the carrier's wait (72 h). */
    record NoReceipt() implements AttemptEnd {}
}
