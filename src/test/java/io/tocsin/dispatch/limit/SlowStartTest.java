package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SlowStartTest {
    private static final Offset<Double> NEAR = Offset.offset(1e-9);
    private final SlowStart start = new SlowStart(Duration.ofSeconds(30));

    private static long second(long n) {
        return TimeUnit.SECONDS.toNanos(n) - TimeUnit.DAYS.toNanos(9);
    }

    @Test
    void the_rate_grows_evenly_from_a_quarter_to_the_whole() {
        assertThat(start.factor(second(0))).as("never begun").isEqualTo(1);
        start.begin(second(10));
        assertThat(start.factor(second(10))).isCloseTo(0.25, NEAR);
        assertThat(start.factor(second(20))).isCloseTo(0.5, NEAR);
        assertThat(start.factor(second(30))).isCloseTo(0.75, NEAR);
        assertThat(start.factor(second(40))).isEqualTo(1);
        start.begin(second(100));
        assertThat(start.factor(second(100))).isCloseTo(0.25, NEAR);
    }

    @Test
    void of_no_length_it_is_whole_at_once() {
        SlowStart none = new SlowStart(Duration.ZERO);
        none.begin(second(1));
        assertThat(none.factor(second(1))).isEqualTo(1);
    }

    @Test
    void a_trunk_without_a_rate_begins_with_a_quarter_of_its_lines_a_second_and_has_none_after_that() {
        SendLimit limit = new SendLimit(Double.POSITIVE_INFINITY, Duration.ofSeconds(1), Duration.ofSeconds(40), 20);
        assertThat(limit.isLimited(second(1))).as("never begun").isFalse();
        limit.start(second(10));
        assertThat(limit.current(second(10))).isCloseTo(5, NEAR);
        assertThat(limit.ofAccount(second(30))).isCloseTo(12.5, NEAR);
        assertThat(taken(limit, second(10), 100)).isEqualTo(1);
        assertThat(limit.isLimited(second(50))).isFalse();
        assertThat(taken(limit, second(51), 100)).isEqualTo(100);
    }

    private static int taken(SendLimit limit, long now, int most) {
        int taken = 0;
        while (taken < most && limit.tryTake(1, now)) {
            taken++;
        }
        return taken;
    }
}
