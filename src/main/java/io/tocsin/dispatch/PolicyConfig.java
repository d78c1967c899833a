package io.tocsin.dispatch;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.HourRange;
import io.tocsin.config.value.Rate;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * What spares people, {@code policy}; grades that preempt bypass it.
 *
 * @param quietHours when nobody is contacted, in the configured zone; null for never
 * @param frequencyCap contacts per number, whatever the client; null for no limit
 * @param callGap least time between calls of one number for different warnings, 1 second to a day;
 *            null for none
 */
public record PolicyConfig(@Nullable HourRange quietHours, @Nullable Rate frequencyCap, @Nullable Duration callGap) {
    /** Refuses what is out of range. */
    public PolicyConfig {
        if (callGap != null) {
            new Checks().between("callGap", callGap, Duration.ofSeconds(1), Duration.ofDays(1)).done();
        }
    }

    /** Quiet from 22:00 to 07:30, at most 3 contacts in 24 hours, half an hour between calls. */
    public static PolicyConfig defaults() {
        return new PolicyConfig(new HourRange(LocalTime.of(22, 0), LocalTime.of(7, 30)), new Rate(3, Rate.Unit.DAY),
                Duration.ofMinutes(30));
    }
}
