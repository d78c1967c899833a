package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;
    private final Throttle throttle = new Throttle(Duration.ofSeconds(1));

    @Test
    void flow_control_pauses_and_halves_once_for_all_that_was_on_its_way() {
        for (int i = 0; i < 50; i++) {
            throttle.slowDown(SECOND + i, 100);
        }
        assertThat(throttle.pausedFor(SECOND)).isEqualTo(SECOND);
        assertThat(throttle.rate(100, 2 * SECOND)).isEqualTo(50);
        throttle.slowDown(2 * SECOND + 1, 100);
        assertThat(throttle.rate(100, 3 * SECOND)).isEqualTo(25);
    }

    @Test
    void the_rate_comes_back_slowly_and_ends_where_it_was() {
        throttle.slowDown(0, 100);
        assertThat(throttle.rate(100, 2 * SECOND)).isCloseTo(55, within(0.01));
        assertThat(throttle.rate(100, 6 * SECOND)).isCloseTo(75, within(0.01));
        assertThat(throttle.rate(100, 60 * SECOND)).isEqualTo(100);
        assertThat(throttle.pausedFor(60 * SECOND)).isZero();
    }

    @Test
    void a_carrier_without_a_rate_is_limited_to_half_of_what_it_took_until_it_takes_far_more() {
        throttle.slowDown(0, 4000);
        assertThat(throttle.rate(Double.POSITIVE_INFINITY, SECOND)).isEqualTo(2000);
        assertThat(throttle.rate(Double.POSITIVE_INFINITY, 21 * SECOND)).isCloseTo(6000, within(1.0));
        assertThat(throttle.rate(Double.POSITIVE_INFINITY, 120 * SECOND)).isInfinite();
    }

    @Test
    void it_never_stops_altogether() {
        for (int i = 0; i < 100; i++) {
            throttle.slowDown(i * 2L * SECOND, 100);
        }
        assertThat(throttle.rate(100, 199 * SECOND)).isGreaterThanOrEqualTo(1);
    }
}
