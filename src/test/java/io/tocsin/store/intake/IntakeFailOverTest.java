package io.tocsin.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.intake.StubbornWriters.Gate;
import io.tocsin.store.RealCluster;
import io.tocsin.store.RealSentinels;
import io.tocsin.store.RedisSource;
import io.tocsin.warning.Batch;
import io.tocsin.warning.StoreUnavailableException;
import io.tocsin.warning.WarningId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two nodes take in the same refs while the master is killed and its replica takes its place: every
 * ref is accepted once, and what was told before the kill is there after it.
 */
class IntakeFailOverTest {
    private static final int REFS = 4_000;

    @Test
    void under_sentinels_nothing_that_was_acknowledged_is_lost() throws Exception {
        try (RealSentinels all = RealSentinels.started()) {
            killed_in_the_middle(all, all.server(0)::kill);
        }
    }

    @Test
    @Tag("long")
    void in_a_cluster_nothing_that_was_acknowledged_is_lost() throws Exception {
        try (RealCluster cluster = RealCluster.started(true)) {
            killed_in_the_middle(cluster, cluster.server(0)::kill);
        }
    }

    private static void killed_in_the_middle(RedisSource redis, Runnable kill) throws Exception {
        StubbornWriters writers = new StubbornWriters(REFS, 400);
        CountDownLatch dead = new CountDownLatch(1);
        // Half of the refs come after the kill.
        Gate gate = sent -> assertThat(sent <= REFS / 2 || dead.await(60, TimeUnit.SECONDS)).isTrue();
        try (IntakeNode a = new IntakeNode(redis);
                IntakeNode b = new IntakeNode(redis);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Batch first = a.batch("batch00000000001");
            Batch second = b.batch("batch00000000002");
            List<Future<?>> running = List.of(
                    threads.submit(() -> writers.write(a, first, new Random(1), gate)),
                    threads.submit(() -> writers.write(b, second, new Random(2), gate)));
            RealSentinels.await().until(() -> writers.told.size() > REFS / 3);
            kill.run();
            dead.countDown();
            for (Future<?> writer : running) {
                writer.get(120, TimeUnit.SECONDS);
            }
            assertThat(writers.failures).as("the kill was felt").hasPositiveValue();
            assertThat(writers.wrong).isEmpty();
            assertThat(writers.told).hasSize(REFS);
            RealSentinels.await().untilAsserted(
                    () -> assertThat(a.intake.accepted(first.id()) + b.intake.accepted(second.id())).isEqualTo(REFS));
        }
    }
}
