package io.tocsin.store.review;

import io.tocsin.store.RealRedis;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random acts of reviewers and supervisors on the queue by nodes of which some die, against a model
 * that says what must come of each; {@code -Dseed=N} repeats one.
 */
class RandomCasesTest {
    private static final int STEPS = 250;
    private static final int CHECK = 10;
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, Long.getLong("seeds", 6L)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_case_is_lost_none_is_held_twice_and_the_sums_are_exact_whatever_happens(long seed) {
        try (CaseWorld world = new CaseWorld(SERVER, seed)) {
            for (int step = 1; step <= STEPS; step++) {
                String what = world.step();
                if (step % CHECK == 0) {
                    world.check("seed " + seed + ", step " + step + ": " + what);
                }
            }
        }
    }
}
