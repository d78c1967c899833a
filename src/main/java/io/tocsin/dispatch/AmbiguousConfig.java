package io.tocsin.dispatch;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * What is done about an attempt whose end is unknown, {@code carriers.NAME.ambiguous}.
 *
 * @param waitFor how long a receipt may still settle it, 1 second to 72 hours
 * @param then what comes after
 */
public record AmbiguousConfig(Duration waitFor, Then then) {
    /** What comes after the wait. */
    public enum Then {
        /** The same step again; the timeline says that it may have been sent twice. */
        RESEND,
        /** The playbook's next step. */
        NEXT_STEP,
        /** The end: unreached. */
        UNREACHED
    }

    /** Refuses what is out of range. */
    public AmbiguousConfig {
        new Checks().between("wait", waitFor, Duration.ofSeconds(1), Duration.ofDays(3)).done();
    }

    /** Again after ten minutes. */
    public static AmbiguousConfig defaults() {
        return new AmbiguousConfig(Duration.ofMinutes(10), Then.RESEND);
    }
}
