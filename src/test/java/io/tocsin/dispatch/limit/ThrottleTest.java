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
    void a_carrier_that_nears_its_limits_gets_a_tenth_less_once_a_second_and_no_pause() {
        assertThat(throttle.ease(SECOND, 100)).isTrue();
        assertThat(throttle.pausedFor(SECOND)).isZero();
        assertThat(throttle.rate(100, SECOND)).isCloseTo(90, within(0.01));
        assertThat(throttle.ease(SECOND + 1, 100)).as("the same second").isFalse();
        assertThat(throttle.rate(100, 2 * SECOND - 1)).isCloseTo(90, within(0.01));
        assertThat(throttle.ease(2 * SECOND, 90)).isTrue();
        assertThat(throttle.rate(100, 2 * SECOND)).isCloseTo(81, within(0.01));
        assertThat(throttle.rate(100, 4 * SECOND)).as("and a twentieth more each second").isCloseTo(91, within(0.01));
        assertThat(throttle.rate(100, 60 * SECOND)).isEqualTo(100);
        assertThat(throttle.isActive(100, 60 * SECOND)).isFalse();
    }

    @Test
    void a_carrier_that_said_too_much_is_not_eased_while_it_rests() {
        throttle.slowDown(SECOND, 100);
        assertThat(throttle.ease(SECOND + SECOND / 2, 100)).isFalse();
        assertThat(throttle.rate(100, 2 * SECOND)).isEqualTo(50);
        assertThat(throttle.ease(2 * SECOND, 50)).isTrue();
        assertThat(throttle.rate(100, 2 * SECOND)).isCloseTo(45, within(0.01));
    }

    @Test
    void a_carrier_without_a_rate_is_eased_to_nine_tenths_of_what_it_takes_and_never_to_nothing() {
        throttle.ease(0, 1000);
        assertThat(throttle.rate(Double.POSITIVE_INFINITY, 0)).isCloseTo(900, within(0.01));
        for (int i = 1; i < 100; i++) {
            throttle.ease(i * SECOND, 1000);
        }
        assertThat(throttle.rate(Double.POSITIVE_INFINITY, 99 * SECOND)).isGreaterThanOrEqualTo(1000.0 / 64);
    }

    @Test
    void it_never_stops_altogether() {
        for (int i = 0; i < 100; i++) {
            throttle.slowDown(i * 2L * SECOND, 100);
        }
        assertThat(throttle.rate(100, 199 * SECOND)).isGreaterThanOrEqualTo(1);
    }
}
