package io.tocsin.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FateTest {
    private static final Behaviour MIXED = Behaviour.good(0).withAnswers(Mix.parse("0=90,8=10"), new Span(1, 9))
            .withReceipts(Mix.parse("DELIVRD=80,EXPIRED=20"), new Span(50, 500))
            .withFaults(new Behaviour.Faults(0.1, 0.1, 0.1, 0.1, 0.1, 0));

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 42})
    void a_seed_repeats_in_any_order(long seed) {
        Behaviour behaviour = new Behaviour(MIXED.answers(), MIXED.answerAfter(), MIXED.receipts(),
                MIXED.receiptAfter(), 0, MIXED.faults(), seed);
        List<Fate> forward = new ArrayList<>();
        List<Fate> backward = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            forward.add(Fate.of(behaviour, "1380013" + (8000 + i), i % 3));
            backward.addFirst(Fate.of(behaviour, "1380013" + (8499 - i), (499 - i) % 3));
        }

        assertThat(backward).isEqualTo(forward);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8})
    void shares_are_kept_over_many_numbers(long seed) {
        Behaviour behaviour = new Behaviour(MIXED.answers(), MIXED.answerAfter(), MIXED.receipts(),
                MIXED.receiptAfter(), 0, MIXED.faults(), seed);
        int refused = 0;
        int lost = 0;
        for (int i = 0; i < 10_000; i++) {
            Fate fate = Fate.of(behaviour, "139" + (10_000_000 + i), 0);
            refused += fate.result() == 8 ? 1 : 0;
            lost += fate.answers() == 0 ? 1 : 0;
            assertThat(fate.result() != 0 && fate.receipts() > 0).isFalse();
            assertThat(fate.answerAfter()).isBetween(1, 9);
        }

        assertThat(refused).isBetween(850, 1150);
        assertThat(lost).isBetween(850, 1150);
    }
}
