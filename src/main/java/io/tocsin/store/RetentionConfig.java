package io.tocsin.store;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * How long things are kept once they are over, {@code retention}; each 1 hour to 10 years.
 *
 * @param warnings a finished warning and its timeline
 * @param refs an upstream's {@code ref}, so that it is known to be a duplicate
 * @param events a result in the events feed
 */
public record RetentionConfig(Duration warnings, Duration refs, Duration events) {
    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofDays(3650);

    /** Refuses what is out of range. */
    public RetentionConfig {
        new Checks().between("warnings", warnings, LEAST, MOST).between("refs", refs, LEAST, MOST)
                .between("events", events, LEAST, MOST).done();
    }

    /** 30 days, events 7 days. */
    public static RetentionConfig defaults() {
        return new RetentionConfig(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(7));
    }
}
