package io.tocsin.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
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
        AtomicInteger working = new AtomicInteger(4);
        try (RealRedis server = RealRedis.started();
                IntakeNode a = new IntakeNode(server);
                IntakeNode b = new IntakeNode(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Batch first = a.batch("batch00000000001");
            Batch second = b.batch("batch00000000002");
            List<Callable<Integer>> writers = List.of(() -> write(a, first, seed * 10, told, wrong),
                    () -> write(b, first, seed * 10 + 1, told, wrong),
                    () -> write(a, second, seed * 10 + 2, told, wrong),
                    () -> write(b, second, seed * 10 + 3, told, wrong));
            List<Future<Integer>> results = writers.stream().map(each -> threads.submit(() -> {
                try {
                    return each.call();
                } finally {
                    working.decrementAndGet();
                }
            })).toList();
            Random random = new Random(seed);
            for (int i = 1; i <= KILLS; i++) {
                int enough = REFS * i / (KILLS + 1) - random.nextInt(REFS / 10);
                Awaitility.await().atMost(60, TimeUnit.SECONDS)
                        .until(() -> told.size() >= enough || working.get() == 0);
                server.restart();
            }
            int failures = 0;
            for (Future<Integer> result : results) {
                failures += result.get(120, TimeUnit.SECONDS);
            }
            assertThat(wrong).isEmpty();
            assertThat(told).hasSize(REFS);
            Awaitility.await().ignoreExceptionsInstanceOf(StoreUnavailableException.class).untilAsserted(
                    () -> assertThat(a.intake.accepted(first.id()) + b.intake.accepted(second.id())).isEqualTo(REFS));
            assertThat(failures).as("writes that met a dead Redis").isPositive();
        }
    }

    /** Sends all refs in an order of its own, in parts; returns how often it had to repeat one. */
    private static int write(IntakeNode node, Batch batch, long seed, Map<String, WarningId> told, List<String> wrong) {
        List<NewWarning> rows = new ArrayList<>();
        for (int i = 0; i < REFS; i++) {
            rows.add(IntakeNode.row(i, "r" + i, IntakeNode.phone(i)));
        }
        Random random = new Random(seed);
        Collections.shuffle(rows, random);
        int failures = 0;
        int from = 0;
        while (from < rows.size()) {
            List<NewWarning> part = rows.subList(from, Math.min(rows.size(), from + 1 + random.nextInt(700)));
            try (Writer writer = node.intake.open(batch, (row, outcome) -> note("r" + row, outcome, told, wrong))) {
                part.forEach(writer::add);
                writer.flush();
                from += part.size();
            } catch (StoreUnavailableException e) {
                failures++;
            }
        }
        return failures;
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
