package io.tocsin.fault.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.store.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random operations on whole dispatchers; {@code -Dseed=N} repeats one, {@code -Dsteps=N} goes on
 * longer.
 */
class RandomTownTest {
    private static final int STEPS = Integer.getInteger("steps", 40);
    private static final int MANY_STEPS = 80;
    /** Of everything there is: the waits of ambiguous attempts and of receipts, and a slow machine. */
    private static final Duration DEADLINE = Duration.ofMinutes(6);

    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    static List<Long> seed() {
        return List.of(Long.getLong("seed", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seed")
    void whatever_happens_batches_balance_attempts_follow_each_other_limits_hold_and_all_comes_to_an_end(long seed)
            throws Exception {
        run(seed, STEPS);
    }

    private static void run(long seed, int count) throws Exception {
        List<String> steps = new ArrayList<>();
        try (Town town = new Town(SERVER, seed)) {
            TownChecks checks = new TownChecks(town);
            for (int i = 0; i < count; i++) {
                steps.add(town.step());
                checks.check("seed " + seed + ", step " + i + ", after " + String.join("; ", steps));
            }
            town.heal();
            Awaitility.await("seed " + seed + ": everything comes to its end after " + String.join("; ", steps))
                    .atMost(DEADLINE).pollInterval(Duration.ofMillis(200)).until(() -> {
                        checks.check("seed " + seed + ", at last");
                        return checks.open() == 0;
                    });
            assertThat(town.accepted()).hasSizeGreaterThan(100);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 4, 5, 6})
    @Tag("long")
    void with_other_seeds_as_well(long seed) throws Exception {
        run(seed, MANY_STEPS);
    }
}
