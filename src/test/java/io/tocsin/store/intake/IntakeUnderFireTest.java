package io.tocsin.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.IntakeStore.Outcomes;
import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.RealRedis;
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
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four writers on two nodes send overlapping rows while Redis is killed again and again; each
 * repeats what was not acknowledged. In the end every ref was accepted once and everybody was told
 * the same.
 */
class IntakeUnderFireTest {
    private static final int REFS = 6_000;
    private static final int KILLS = 3;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void every_ref_is_accepted_once_and_everybody_is_told_the_same(long seed) throws Exception {
        Map<String, WarningId> told = new ConcurrentHashMap<>();
        List<String> wrong = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger failures = new AtomicInteger();
        List<CountDownLatch> dead = Stream.generate(() -> new CountDownLatch(1)).limit(KILLS).toList();
        try (RealRedis server = RealRedis.started();
                IntakeNode a = new IntakeNode(server);
                IntakeNode b = new IntakeNode(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Batch first = a.batch("batch00000000001");
            Batch second = b.batch("batch00000000002");
            Outcomes outcomes = (row, outcome) -> note("r" + row, outcome, told, wrong);
            List<Future<?>> writers = List.of(
                    threads.submit(() -> write(a, first, new Random(seed * 10), dead, outcomes, failures)),
                    threads.submit(() -> write(b, first, new Random(seed * 10 + 1), dead, outcomes, failures)),
                    threads.submit(() -> write(a, second, new Random(seed * 10 + 2), dead, outcomes, failures)),
                    threads.submit(() -> write(b, second, new Random(seed * 10 + 3), dead, outcomes, failures)));
            Random random = new Random(seed);
            for (int i = 1; i <= KILLS; i++) {
                int enough = REFS * i / (KILLS + 1) - random.nextInt(REFS / 10);
                within().until(() -> told.size() >= enough);
                int before = failures.get();
                server.kill();
                dead.get(i - 1).countDown();
                within().until(() -> failures.get() > before);
                server.start();
            }
            for (Future<?> writer : writers) {
                writer.get(120, TimeUnit.SECONDS);
            }
            assertThat(wrong).isEmpty();
            assertThat(told).hasSize(REFS);
            within().ignoreExceptionsInstanceOf(StoreUnavailableException.class).untilAsserted(
                    () -> assertThat(a.intake.accepted(first.id()) + b.intake.accepted(second.id())).isEqualTo(REFS));
        }
    }

    private static ConditionFactory within() {
        return Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).atMost(60, TimeUnit.SECONDS);
    }

    /**
     * Sends all refs in an order of its own, in parts, repeating those that failed. It does not run
     * past the next kill, however fast the machine is.
     */
    private static Void write(IntakeNode node, Batch batch, Random random, List<CountDownLatch> dead,
            Outcomes outcomes, AtomicInteger failures) throws InterruptedException {
        List<NewWarning> rows = new ArrayList<>();
        for (int i = 0; i < REFS; i++) {
            rows.add(IntakeNode.row(i, "r" + i, IntakeNode.phone(i)));
        }
        Collections.shuffle(rows, random);
        int from = 0;
        while (from < rows.size()) {
            int kills = from * (KILLS + 1) / REFS;
            if (kills > 0) {
                assertThat(dead.get(kills - 1).await(60, TimeUnit.SECONDS)).isTrue();
            }
            List<NewWarning> part = rows.subList(from, Math.min(rows.size(), from + 1 + random.nextInt(700)));
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
        if (id == null) {
            wrong.add(ref + " is a conflict");
            return;
        }
        WarningId before = told.putIfAbsent(ref, id);
        if (before != null && !before.equals(id)) {
            wrong.add(ref + " is " + before + " and " + id);
        }
    }
}
