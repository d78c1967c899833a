package io.tocsin.plan;

import java.time.Duration;

/**
 * A carrier's rule for attempts whose end is unknown.
 *
 * @param waitFor how long a receipt may still settle such an attempt
 * @param then what comes after
 */
public record AmbiguousRule(Duration waitFor, Then then) {
    /** What comes after the wait. */
    public enum Then {
        /**
         * The same step again while it has attempts; the timeline says that it may have been sent twice.
         */
        RESEND,
        /** The playbook's next step. */
        NEXT_STEP,
        /** The end: unreached. */
        UNREACHED
    }
}
