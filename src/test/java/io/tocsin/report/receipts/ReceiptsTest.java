package io.tocsin.report.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Confirmation;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole way with its workers. */
final class ReceiptsTest {
    private final FakeReceiptStore store = new FakeReceiptStore(4);
    private final Map<Fate, Integer> fates = new ConcurrentHashMap<>();
    private final AtomicInteger durable = new AtomicInteger();
    private Receipts receipts = receipts(ReceiptsSettings.usual());

    @AfterEach
    void close() {
        receipts.close();
    }

    @Test
    void receipts_of_several_partitions_are_confirmed_together() {
        List<Receipt> parcel = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            store.known.put("m" + i, new Match.Applied());
            parcel.add(Samples.delivered("m" + i, "1380013800" + i));
        }
        receipts.take("cmcc", parcel, durable::incrementAndGet);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(durable).hasValue(1));
        assertThat(store.calls).extracting(FakeReceiptStore.Call::partition).contains(0, 1, 2, 3);
        assertThat(receipts.held()).isZero();
    }

    @Test
    void intermediate_states_are_confirmed_at_once_and_change_nothing() {
        receipts.take("cmcc",
                List.of(new Receipt("m1", "13800138000", new Cause(CauseClass.AMBIGUOUS, "ENROUTE"), null),
                        new Receipt("m1", "13800138000", new Cause(CauseClass.NONE, "ACCEPTD"), null)),
                durable::incrementAndGet);

        assertThat(durable).hasValue(1);
        assertThat(store.calls).isEmpty();
        assertThat(fates).containsExactly(Map.entry(Fate.INTERMEDIATE, 2));
    }

    @Test
    void what_a_worker_is_at_is_brought_to_its_end_before_it_stops() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicBoolean undisturbed = new AtomicBoolean();
        store.known.put("m1", new Match.Applied());
        store.inside = () -> {
            inside.countDown();
            try {
                undisturbed.set(goOn.await(30, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                undisturbed.set(false);
            }
        };
        receipts.take("cmcc", List.of(Samples.delivered("m1", "13800138001")), durable::incrementAndGet);
        assertThat(inside.await(30, TimeUnit.SECONDS)).isTrue();
        Thread closing = Thread.ofVirtual().start(receipts::close);
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        goOn.countDown();
        assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
        assertThat(undisturbed).isTrue();
        assertThat(durable).hasValue(1);
    }

    @Test
    void what_exceeds_the_limit_is_refused_and_never_confirmed() {
        receipts.close();
        ReceiptsSettings usual = ReceiptsSettings.usual();
        receipts = receipts(
                new ReceiptsSettings(512, usual.linger(), List.of(Duration.ofHours(1)), usual.backOff(), 2, 2));
        receipts.take("cmcc",
                List.of(Samples.delivered("m1", "13800138000"), Samples.delivered("m2", "13800138000")),
                durable::incrementAndGet);
        AtomicInteger refused = new AtomicInteger();
        receipts.take("cmcc", List.of(Samples.delivered("m3", "13800138000")), new Confirmation() {
            @Override
            public void durable() {
                durable.incrementAndGet();
            }

            @Override
            public void refused() {
                refused.incrementAndGet();
            }
        });

        assertThat(refused).as("told, so that the session makes room").hasValue(1);
        assertThat(fates).containsEntry(Fate.REFUSED, 1);
        await().atMost(Duration.ofSeconds(10)).until(() -> receipts.parked() == 2);
        assertThat(receipts.held()).isEqualTo(2);
        assertThat(durable).hasValue(0);
    }

    @Test
    void a_flood_of_receipts_from_several_event_loops_is_settled_to_the_last_one() throws InterruptedException {
        int each = 20_000;
        for (int i = 0; i < 4 * each; i++) {
            store.known.put("m" + i, new Match.Applied());
        }
        List<Thread> loops = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int from = t * each;
            loops.add(Thread.ofPlatform().start(() -> {
                for (int i = from; i < from + each; i += 20) {
                    List<Receipt> parcel = new ArrayList<>();
                    for (int j = i; j < i + 20; j++) {
                        parcel.add(Samples.delivered("m" + j, "1380013800" + j % 10));
                    }
                    receipts.take("cmcc", parcel, durable::incrementAndGet);
                }
            }));
        }
        for (Thread loop : loops) {
            loop.join();
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> durable.get() == 4 * each / 20);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(fates).containsExactly(Map.entry(Fate.DELIVERED, 4 * each)));
        assertThat(store.calls).allSatisfy(call -> assertThat(call.count()).isLessThanOrEqualTo(512));
    }

    private Receipts receipts(ReceiptsSettings settings) {
        return new Receipts(store, store.partitions, (standing, end, carrier) -> new Transition(standing.warning().id(),
                standing.progress(), standing.progress(), null, 0, List.of(), null), settings, new ReceiptsListener() {
                    @Override
                    public void met(String carrier, Fate fate, int count) {
                        fates.merge(fate, count, Integer::sum);
                    }
                }, System::nanoTime);
    }
}
