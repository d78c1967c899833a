package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateMeterTest {
    private static final long MILLI = 1_000_000L;

    @Test
    void the_most_in_any_second_is_found_across_second_boundaries() {
        RateMeter meter = new RateMeter();
        for (int i = 0; i < 10; i++) {
            meter.mark((900 + i * 20) * MILLI);
        }
        meter.mark(5_000 * MILLI);

        assertThat(meter.most()).isEqualTo(10);
        assertThat(meter.inLastSecond()).isEqualTo(1);
    }

    @Test
    void events_a_full_second_apart_are_not_in_one_second() {
        RateMeter meter = new RateMeter();
        meter.mark(0);
        meter.mark(1000 * MILLI);

        assertThat(meter.most()).isEqualTo(1);
    }
}
