package io.tocsin.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    @ParameterizedTest
    @CsvSource({"0, 500", "1, 500", "2, 1000", "6, 16000", "7, 30000", "8, 30000", "1000000, 30000"})
    void a_pause_is_in_the_upper_half_of_what_doubling_gives(int failures, long most) {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.pause(failures, random)).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
        }
    }

    @Test
    void pauses_differ() {
        Random random = new Random(1);
        assertThat(backoff.pause(1, random)).isNotEqualTo(backoff.pause(1, random));
    }

    @Test
    void a_longest_pause_shorter_than_the_first_is_refused() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("got PT2S and PT1S");
    }
}
