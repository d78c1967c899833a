package io.tocsin.dispatch.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told of the rate, wherever the ticker began. */
class SteadyRateTest {
    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {0, -7_300_000_000L, 1_234_567_890_123L})
    void an_even_pace_is_told_as_it_is_and_silence_as_nothing(long origin) {
        RateMeter meter = new RateMeter();
        long now = origin;
        for (int i = 0; i < 200; i++) {
            now = origin + i * 50L * MILLI;
            meter.add(1, now);
        }
        assertThat(meter.steady(now)).isEqualTo(20);
        assertThat(meter.steady(now + 3_000 * MILLI)).isLessThan(20).isGreaterThan(5);
        assertThat(meter.steady(now + 7_000 * MILLI)).isZero();
        meter.add(5, now + 60_000 * MILLI);
        assertThat(meter.steady(now + 61_000 * MILLI)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void bursts_do_not_make_more_of_it(int perSecond) {
        RateMeter meter = new RateMeter();
        for (int second = 0; second < 20; second++) {
            meter.add(perSecond * 5, second * 1_000L * MILLI + 3);
        }
        assertThat(meter.steady(20_000 * MILLI)).isEqualTo(perSecond * 5);
        assertThat(meter.perSecond(19_000 * MILLI + 4)).isGreaterThan(perSecond * 5);
    }
}
