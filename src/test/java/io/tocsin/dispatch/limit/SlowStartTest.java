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
}
