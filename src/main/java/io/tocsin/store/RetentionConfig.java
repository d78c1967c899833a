package io.tocsin.store;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * How long things are kept once they are over, {@code retention}; each at least ten minutes, at
 * most 10 years.
 *
 * @param warnings a finished warning and its timeline
 * @param refs an upstream's {@code ref}, so that it is known to be a duplicate
 * @param events a result in the events feed
 * @param accepting intake of a batch to which nothing is added any more, at least the 72 hours for
 *            which an idempotency key can resume it; then it ends by itself
 * @param audit an entry of the audit log
 */
public record RetentionConfig(Duration warnings, Duration refs, Duration events, Duration accepting,
        Duration audit) {
    private static final Duration LEAST = Duration.ofMinutes(10);
    /** How long a submission is remembered: fixed by the contract. */
    public static final Duration SUBMISSIONS = Duration.ofDays(3);
    private static final Duration MOST = Duration.ofDays(3650);

    /** Refuses what is out of range. */
    public RetentionConfig {
        new Checks().between("warnings", warnings, LEAST, MOST).between("refs", refs, LEAST, MOST)
                .between("events", events, LEAST, MOST)
                .between("accepting", accepting, SUBMISSIONS, MOST).between("audit", audit, LEAST, MOST).done();
    }

    /** 30 days, events 7 days, intake 72 hours, the audit log 180 days. */
    public static RetentionConfig defaults() {
        return new RetentionConfig(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(7), SUBMISSIONS,
                Duration.ofDays(180));
    }
}
