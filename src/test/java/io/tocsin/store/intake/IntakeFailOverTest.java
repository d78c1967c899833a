package io.tocsin.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.IntakeStore.Outcomes;
import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
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
        Map<String, WarningId> told = new ConcurrentHashMap<>();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger failures = new AtomicInteger();
        CountDownLatch dead = new CountDownLatch(1);
        Outcomes outcomes = (row, outcome) -> note("r" + row, outcome, told, wrong);
        try (IntakeNode a = new IntakeNode(redis);
                IntakeNode b = new IntakeNode(redis);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Batch first = a.batch("batch00000000001");
            Batch second = b.batch("batch00000000002");
            List<Future<?>> writers = List.of(
                    threads.submit(() -> write(a, first, new Random(1), dead, outcomes, failures)),
                    threads.submit(() -> write(b, second, new Random(2), dead, outcomes, failures)));
            RealSentinels.await().until(() -> told.size() > REFS / 3);
            kill.run();
            dead.countDown();
            for (Future<?> writer : writers) {
                writer.get(120, TimeUnit.SECONDS);
            }
            assertThat(failures).as("the kill was felt").hasPositiveValue();
            assertThat(wrong).isEmpty();
            assertThat(told).hasSize(REFS);
            RealSentinels.await().untilAsserted(
                    () -> assertThat(a.intake.accepted(first.id()) + b.intake.accepted(second.id())).isEqualTo(REFS));
        }
    }

    /**
     * Sends all refs in an order of its own, in parts, repeating those that failed; half of them after
     * the kill.
     */
    private static Void write(IntakeNode node, Batch batch, Random random, CountDownLatch dead, Outcomes outcomes,
            AtomicInteger failures) throws InterruptedException {
        List<NewWarning> rows = new ArrayList<>();
        for (int i = 0; i < REFS; i++) {
            rows.add(IntakeNode.row(i, "r" + i, IntakeNode.phone(i)));
        }
        Collections.shuffle(rows, random);
        int from = 0;
        while (from < rows.size()) {
            if (from > REFS / 2) {
                assertThat(dead.await(60, TimeUnit.SECONDS)).isTrue();
            }
            List<NewWarning> part = rows.subList(from, Math.min(rows.size(), from + 1 + random.nextInt(400)));
            try (Writer writer = node.intake.open(batch, outcomes)) {
                part.forEach(writer::add);
                writer.flush();
                from += part.size();
            } catch (StoreUnavailableException e) {
                failures.incrementAndGet();
            }
        }
        return null;
    }

    private static void note(String ref, RowOutcome outcome, Map<String, WarningId> told, List<String> wrong) {
        WarningId id = switch (outcome) {
            case RowOutcome.Accepted accepted -> accepted.id();
            case RowOutcome.Duplicate duplicate -> duplicate.id();
            case RowOutcome.RefConflict() -> null;
        };
        WarningId before = id == null ? null : told.putIfAbsent(ref, id);
        if (id == null || (before != null && !before.equals(id))) {
            wrong.add(ref + ": " + outcome + ", before " + before);
        }
    }
}
