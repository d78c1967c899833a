package io.tocsin.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.store.RealCluster;
import io.tocsin.store.redis.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The random operations of {@link RandomStoreTest}, on a Cluster. */
class RandomClusterTest {
    private static final int STEPS = 100;
    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster(false);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 4, 5})
    @Tag("long")
    void it_holds_for_other_seeds_as_well(long seed) {
        whatever_happens_in_whatever_order_everything_balances_and_nothing_is_lost(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = 1)
    void whatever_happens_in_whatever_order_everything_balances_and_nothing_is_lost(long seed) {
        try (RandomWorld world = new RandomWorld(CLUSTER, seed)) {
            for (int step = 0; step < STEPS; step++) {
                String what = world.step();
                world.invariants().check("seed " + seed + ", step " + step + ": " + what);
            }
            world.drain();
            world.invariants().check("seed " + seed + ", drained");
            world.invariants().checkEvents();
            world.invariants().checkDone(world.batches());
            assertThat(world.rig().redis().everywhere("DBSIZE")).as("every master has a part")
                    .allSatisfy(each -> assertThat(Reply.number(each)).isPositive());
        }
    }
}
