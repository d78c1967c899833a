package io.tocsin.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.warning.WarningState;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random operations on the store by two nodes, of which some die, with everything that must hold
 * checked after each; {@code -Dseed=N} repeats one.
 */
class RandomStoreTest {
    private static final int STEPS = 200;
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    static LongStream seeds() {
        Long one = Long.getLong("seed");
        return one == null ? LongStream.rangeClosed(1, 5) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_happens_in_whatever_order_everything_balances_and_nothing_is_lost(long seed) {
        try (RandomWorld world = new RandomWorld(SERVER, seed)) {
            for (int step = 0; step < STEPS; step++) {
                String what = world.step();
                world.invariants().check("seed " + seed + ", step " + step + ": " + what);
            }
            world.drain();
            world.invariants().check("seed " + seed + ", drained");
            StoreRig rig = world.rig();
            for (WarningState open : java.util.List.of(WarningState.SCHEDULED, WarningState.READY,
                    WarningState.IN_FLIGHT, WarningState.AWAITING_RECEIPT)) {
                assertThat(world.batches().stream().mapToLong(each -> rig.in(each, open)).sum()).as(open.code())
                        .isZero();
            }
            world.invariants().checkEvents();
            world.invariants().checkDone(world.batches());
        }
    }
}
