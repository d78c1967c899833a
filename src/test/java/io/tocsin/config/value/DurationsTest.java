package io.tocsin.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"200ms, PT0.2S", "5s, PT5S", "15m, PT15M", "48h, PT48H", "30d, P30D", "0s, PT0S", "3660d, P3660D"})
    void a_duration_is_read_and_written_alike(String text, Duration duration) {
        assertThat(Durations.parse(text)).isEqualTo(duration);
        assertThat(Durations.format(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"60s, 1m", "120m, 2h", "96h, 4d", "1000ms, 1s", "90s, 90s", "2d, 48h"})
    void the_largest_unit_that_fits_is_written(String text, String written) {
        assertThat(Durations.format(Durations.parse(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "1.5h", "5w", "5S", "3661d", "9999999999s", "PT5S"})
    void what_is_no_duration_is_refused_in_words(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("got \"" + text + "\", expected");
    }
}
