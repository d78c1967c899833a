package io.tocsin.store.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.RealRedis;
import io.tocsin.store.intake.StubbornWriters.Gate;
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
        StubbornWriters writers = new StubbornWriters(REFS, 700);
        List<CountDownLatch> dead = Stream.generate(() -> new CountDownLatch(1)).limit(KILLS).toList();
        try (RealRedis server = RealRedis.started();
                IntakeNode a = new IntakeNode(server);
                IntakeNode b = new IntakeNode(server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Batch first = a.batch("batch00000000001");
            Batch second = b.batch("batch00000000002");
            // None runs past the next kill, however fast the machine is.
            Gate gate = sent -> {
                int kills = sent * (KILLS + 1) / REFS;
                assertThat(kills == 0 || dead.get(kills - 1).await(60, TimeUnit.SECONDS)).isTrue();
            };
            List<Future<?>> running = List.of(
                    threads.submit(() -> writers.write(a, first, new Random(seed * 10), gate)),
                    threads.submit(() -> writers.write(b, first, new Random(seed * 10 + 1), gate)),
                    threads.submit(() -> writers.write(a, second, new Random(seed * 10 + 2), gate)),
                    threads.submit(() -> writers.write(b, second, new Random(seed * 10 + 3), gate)));
            Random random = new Random(seed);
            for (int i = 1; i <= KILLS; i++) {
                int enough = REFS * i / (KILLS + 1) - random.nextInt(REFS / 10);
                within().until(() -> writers.told.size() >= enough);
                int before = writers.failures.get();
                server.kill();
                dead.get(i - 1).countDown();
                within().until(() -> writers.failures.get() > before);
                server.start();
            }
            for (Future<?> writer : running) {
                writer.get(120, TimeUnit.SECONDS);
            }
            assertThat(writers.wrong).isEmpty();
            assertThat(writers.told).hasSize(REFS);
            within().ignoreExceptionsInstanceOf(StoreUnavailableException.class).untilAsserted(
                    () -> assertThat(a.intake.accepted(first.id()) + b.intake.accepted(second.id())).isEqualTo(REFS));
        }
    }

    private static ConditionFactory within() {
        return Awaitility.await().pollInterval(1, TimeUnit.MILLISECONDS).atMost(60, TimeUnit.SECONDS);
    }
}
