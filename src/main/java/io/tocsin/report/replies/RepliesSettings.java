package io.tocsin.report.replies;

import java.time.Duration;
import java.util.List;

/**
 * Limits and times of the way of replies.
 *
 * @param group most replies in one call of the store
 * @param backOff waits after a failure of the store, the last one repeated
 * @param maxHeld most replies that are neither taken nor refused, all carriers together
 * @param look how often what waits is looked after
 */
public record RepliesSettings(int group, List<Duration> backOff, int maxHeld, Duration look) {
    /** Copies the list and refuses limits that would stop everything. */
    public RepliesSettings {
        backOff = List.copyOf(backOff);
        if (group < 1 || group > 512 || maxHeld < 1 || backOff.isEmpty()) {
            throw new IllegalArgumentException("got group " + group + ", maxHeld " + maxHeld + " and " + backOff.size()
                    + " waits, expected a group of 1 to 512, maxHeld of at least 1, and a wait");
        }
    }

    /** Groups of 128; 20,000 at most, about 1 KiB each. */
    public static RepliesSettings usual() {
        return new RepliesSettings(128,
                List.of(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5)),
                20_000, Duration.ofSeconds(1));
    }
}
