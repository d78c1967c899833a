package io.tocsin.store.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.dispatch.ContactStore.Ring;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A number is not rung for two warnings within a gap. */
class CallGapTest {
    private static final Duration LONG = Duration.ofMinutes(30);
    @RegisterExtension
    private static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Duration> ring(Duration gap, Ring... rings) {
        return rig.work().contactStore().ring(0, List.of(rings), gap);
    }

    private Ring ring(int warning, Phone phone) {
        return new Ring(new WarningId(0, warning, 7), phone, false);
    }

    @Test
    void another_warning_waits_and_the_same_one_does_not() {
        Phone one = rig.phone(0, 1);
        Phone other = rig.phone(0, 2);

        List<Duration> first = ring(LONG, ring(1, one), ring(2, one), ring(3, other), ring(1, one));

        assertThat(first.get(0)).isZero();
        assertThat(first.get(1)).isBetween(LONG.minusMinutes(2), LONG);
        assertThat(first.get(2)).isZero();
        assertThat(first.get(3)).as("a retry goes by its rule").isZero();
        assertThat(ring(LONG, ring(9, one)).getFirst()).isPositive();
    }

    @Test
    void one_that_rings_anyway_is_told_what_it_did_not_wait_for_and_others_wait_for_it() {
        Phone phone = rig.phone(0, 1);
        ring(LONG, ring(1, phone));

        assertThat(ring(LONG, new Ring(new WarningId(0, 2, 0), phone, true)).getFirst()).isPositive();
        assertThat(ring(LONG, ring(1, phone)).getFirst()).as("the urgent one rang since").isPositive();
        assertThat(ring(LONG, ring(2, phone)).getFirst()).isPositive();
    }

    @Test
    void after_the_gap_it_may_be_rung_again() {
        Phone phone = rig.phone(0, 1);
        Duration gap = Duration.ofSeconds(1);
        ring(gap, ring(1, phone));

        await().atMost(Duration.ofSeconds(30)).until(() -> ring(gap, ring(2, phone)).getFirst().isZero());
    }

    @Test
    void of_many_at_a_time_one_rings() throws Exception {
        Phone phone = rig.phone(0, 1);
        List<Callable<Long>> callers = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int from = t * 1_000;
            callers.add(() -> rig.work().contactStore().ring(0,
                    IntStream.range(from, from + 700).mapToObj(i -> ring(i, phone)).toList(), LONG).stream()
                    .filter(Duration::isZero).count());
        }
        long rang = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Long> each : threads.invokeAll(callers)) {
                rang += each.get();
            }
        }
        assertThat(rang).isEqualTo(1);
    }
}
