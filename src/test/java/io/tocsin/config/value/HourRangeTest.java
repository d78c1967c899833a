package io.tocsin.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HourRangeTest {
    @ParameterizedTest
    @CsvSource({"22:00-07:30, 21:59, false", "22:00-07:30, 22:00, true", "22:00-07:30, 00:00, true",
            "22:00-07:30, 07:29, true", "22:00-07:30, 07:30, false", "12:00-14:00, 11:59, false",
            "12:00-14:00, 12:00, true", "12:00-14:00, 13:59, true", "12:00-14:00, 14:00, false",
            "12:00-14:00, 00:00, false"})
    void the_first_minute_is_inside_and_the_last_one_outside(String range, LocalTime time, boolean inside) {
        assertThat(HourRange.parse(range).contains(time)).isEqualTo(inside);
        assertThat(HourRange.parse(range)).hasToString(range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "22:00", "22:00-24:00", "22-7", "22:00 - 07:30", "07:30-07:30", "7:30-9:00"})
    void what_are_no_hours_is_refused_in_words(String text) {
        assertThatThrownBy(() -> HourRange.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }
}
