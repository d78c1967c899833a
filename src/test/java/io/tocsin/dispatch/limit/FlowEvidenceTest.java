package io.tocsin.dispatch.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlowEvidenceTest {
    private final FlowEvidence evidence = new FlowEvidence();

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @Test
    void while_nothing_is_taken_it_is_the_account() {
        evidence.add(0, 0);
        assertThat(evidence.blamesAccount()).as("one that was refused before, and nothing else").isTrue();
        evidence.add(0, 1);
        assertThat(evidence.blamesAccount()).isTrue();
        evidence.add(1, 0);
        assertThat(evidence.blamesAccount()).isFalse();
    }

    @Test
    void after_a_long_good_time_a_few_refusals_of_different_warnings_are_enough() {
        evidence.add(1_000_000, 0);
        int refused = 0;
        while (!evidence.blamesAccount()) {
            evidence.add(0, 1);
            refused++;
        }
        assertThat(refused).isBetween(3, 8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void one_in_a_hundred_is_never_the_accounts_and_one_in_four_soon_is(long seed) {
        Random random = new Random(seed);
        int blamed = 0;
        for (int i = 0; i < 2000; i++) {
            boolean refused = random.nextInt(200) == 0;
            evidence.add(refused || i == 0 ? 0 : 1, refused ? 1 : 0);
            blamed += refused && i > 0 && evidence.blamesAccount() ? 1 : 0;
        }
        assertThat(blamed).as("of 10 or so refusals").isLessThanOrEqualTo(1);
        for (int i = 0; i < 200 && !evidence.blamesAccount(); i++) {
            boolean refused = random.nextInt(4) == 0;
            evidence.add(refused ? 0 : 1, refused ? 1 : 0);
        }
        assertThat(evidence.blamesAccount()).isTrue();
        evidence.clear();
        evidence.add(1, 0);
        assertThat(evidence.blamesAccount()).isFalse();
    }
}
