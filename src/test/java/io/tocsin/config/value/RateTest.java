package io.tocsin.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {
    @ParameterizedTest
    @CsvSource({"300/s, 300, 1, 300.0", "60/m, 60, 60, 1.0", "20/h, 20, 3600, 0.005555555555555556",
            "3/d, 3, 86400, 3.4722222222222222E-5", "1000000000/s, 1000000000, 1, 1.0E9"})
    void a_rate_is_read_and_written_alike(String text, long count, long seconds, double perSecond) {
        Rate rate = Rate.parse(text);
        assertThat(rate.count()).isEqualTo(count);
        assertThat(rate.period()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(rate.perSecond()).isEqualTo(perSecond);
        assertThat(rate).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "300", "300/", "/s", "300/w", "300 /s", "-1/s", "1.5/s", "0/s", "1000000001/s",
            "99999999999/s", "300/s ", "３/s"})
    void what_is_no_rate_is_refused_in_words(String text) {
        assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a");
    }

    @Test
    void a_rate_per_second_needs_no_text() {
        assertThat(Rate.perSecond(5)).isEqualTo(Rate.parse("5/s"));
    }
}
