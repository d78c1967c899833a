package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DrainTest {
    private static final long BEGIN = TimeUnit.DAYS.toNanos(-9);
    private final Drain drain = new Drain(BEGIN, Duration.ofSeconds(20));

    private static long second(double n) {
        return BEGIN + (long) (n * 1e9);
    }

    @Test
    void calls_have_nearly_all_of_it_and_texts_half() {
        assertThat(drain.answersUntil(Channel.VOICE, second(0))).isEqualTo(second(18));
        assertThat(drain.answersUntil(Channel.SMS, second(0))).isEqualTo(second(10));
        assertThat(drain.answersUntil(Channel.VOICE, second(4))).isEqualTo(second(18));
        assertThat(drain.answersUntil(Channel.SMS, second(4))).isEqualTo(second(12));
    }

    @Test
    void there_is_always_a_moment_left() {
        assertThat(drain.left(second(5))).isEqualTo(Duration.ofSeconds(15));
        assertThat(drain.left(second(30))).isEqualTo(Duration.ofMillis(1));
        assertThat(new Drain(BEGIN, Duration.ZERO).left(second(0))).isEqualTo(Duration.ofMillis(1));
    }
}
