package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WritersTest {
    private final Writers writers = new Writers(0.05, Mix.parse("ok=70,td=20,long=10"), new Span(100, 200));

    @Test
    void the_share_answers_and_the_same_seed_repeats_it() {
        long answers = IntStream.range(0, 20_000)
                .filter(i -> writers.answer(7, "1380013" + i, 0).isPresent()).count();
        assertThat(answers).isBetween(900L, 1_100L);
        for (int i = 0; i < 200; i++) {
            assertThat(writers.answer(7, "138" + i, 0)).isEqualTo(writers.answer(7, "138" + i, 0));
        }
        assertThat(Writers.NONE.answer(7, "13800138000", 0)).isEmpty();
    }

    @Test
    void long_ones_come_in_parts() {
        Writers talkative = new Writers(1, Mix.only("long"), Span.NONE);
        assertThat(talkative.answer(1, "13800138000", 0).orElseThrow().text().parts()).hasSize(3);
    }

    @Test
    void what_is_no_share_is_refused() {
        assertThatThrownBy(() -> new Writers(2, Mix.only("ok"), Span.NONE)).hasMessageContaining("got 2");
    }
}
