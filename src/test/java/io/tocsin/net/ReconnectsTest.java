package io.tocsin.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectsTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private final Backoff lost = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
    private final Backoff refused = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10));
    private final Reconnects reconnects = new Reconnects(lost, refused);
    private long now;

    /** The same random numbers for both sides, so that only the count of failures matters. */
    private Duration next(boolean wasRefused) {
        return reconnects.pause(wasRefused, now, new Random(7));
    }

    private static Duration after(Backoff backoff, int failures) {
        return backoff.pause(failures, new Random(7));
    }

    @Test
    void pauses_grow_with_each_failure_and_begin_anew_when_somebody_begins_it_again() {
        assertThat(next(false)).isEqualTo(after(lost, 1));
        assertThat(next(false)).isEqualTo(after(lost, 2));
        assertThat(next(true)).isEqualTo(after(refused, 3));
        reconnects.reset();
        assertThat(next(false)).isEqualTo(after(lost, 1));
    }

    @Test
    void a_connection_that_comes_and_goes_at_once_is_a_failure_more_and_one_that_lasted_is_the_first() {
        next(false);
        reconnects.up(now);
        now += 9 * SECOND;
        assertThat(next(false)).isEqualTo(after(lost, 2));
        reconnects.up(now);
        now += 10 * SECOND;
        assertThat(next(false)).isEqualTo(after(lost, 1));
        now += 100 * SECOND;
        assertThat(next(false)).as("it was not up").isEqualTo(after(lost, 2));
    }
}
