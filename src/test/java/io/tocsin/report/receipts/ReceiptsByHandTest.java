package io.tocsin.report.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.report.Parcel;
import io.tocsin.report.ReceiptStore.Kept;
import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.report.ReceiptStore.Unclaimed;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One shelf and its worker, driven by hand with a manual clock. */
final class ReceiptsByHandTest {
    private final FakeReceiptStore store = new FakeReceiptStore(4);
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final List<AttemptEnd> ends = new ArrayList<>();
    private final List<String> durable = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1_000_000;
    private ReceiptsSettings settings = ReceiptsSettings.usual();
    private Ledger ledger = ledger();
    private Shelf shelf = new Shelf(settings);
    private @Nullable ShelfWorker worker;

    @Test
    void a_delivery_is_confirmed_after_the_store_recorded_it() {
        store.known.put("m1", new Match.Applied());
        put(0, "parcel", Samples.delivered("m1", "13800138000"));

        assertThat(durable).isEmpty();
        assertThat(step(0)).isTrue();

        assertThat(durable).containsExactly("parcel");
        assertThat(fates).containsExactly(Map.entry(Fate.DELIVERED, 1));
        assertThat(ledger.held()).isZero();
    }

    @Test
    void a_parcel_is_confirmed_once_and_only_when_its_last_receipt_is_settled() {
        store.known.put("m1", new Match.Applied());
        put(0, "parcel", Samples.delivered("m1", "13800138000"), Samples.delivered("m2", "13800138000"));

        step(0);
        assertThat(durable).isEmpty();
        store.known.put("m2", new Match.Applied());
        pass(20);
        step(0);

        assertThat(durable).containsExactly("parcel");
    }

    @Test
    void a_receipt_that_overtook_its_settle_is_tried_again_after_20_ms() {
        put(0, "parcel", Samples.delivered("m1", "13800138000"));
        step(0);
        store.known.put("m1", new Match.Applied());

        pass(19);
        assertThat(step(0)).isFalse();
        pass(1);
        assertThat(step(0)).isTrue();

        assertThat(fates).containsExactly(Map.entry(Fate.DELIVERED, 1));
        assertThat(ledger.parked()).isZero();
    }

    @Test
    void tries_come_at_growing_distances_and_after_the_last_it_is_kept_and_confirmed() {
        put(0, "parcel", Samples.delivered("m1", "13800138000"));
        List<Long> at = new ArrayList<>();
        long start = now;
        for (int ms = 0; ms < 10_000 && durable.isEmpty(); ms++) {
            if (step(0)) {
                at.add((now - start) / 1_000_000);
            }
            pass(1);
        }

        assertThat(at).containsExactly(0L, 20L, 60L, 140L, 300L, 620L, 1_260L, 2_540L, 4_540L);
        assertThat(store.kept).extracting(each -> each.receipt().messageId()).containsExactly("m1");
        assertThat(store.kept).extracting(Unclaimed::ageMillis).containsExactly(4_540L);
        assertThat(fates).containsExactly(Map.entry(Fate.KEPT, 1));
        assertThat(durable).containsExactly("parcel");
    }

    @Test
    void a_receipt_with_the_phone_of_another_partition_is_found_by_its_id_at_the_last_try() {
        store.known.put("m1", new Match.Applied());
        store.home.put("m1", 2);
        put(0, "parcel", Samples.delivered("m1", "1252013800138000"));
        runFor(4_600, 0);

        assertThat(fates).containsExactly(Map.entry(Fate.DELIVERED, 1));
        assertThat(store.kept).isEmpty();
        assertThat(durable).containsExactly("parcel");
    }

    @Test
    void what_cannot_be_kept_is_unmatched_and_what_went_for_others_is_counted() {
        store.dropped = 3;
        put(0, "parcel", Samples.delivered("m1", "nobody"), Samples.delivered("m2", "13800138000"));
        runFor(5_000, 0);

        assertThat(fates).containsOnly(Map.entry(Fate.UNMATCHED, 1), Map.entry(Fate.KEPT, 1),
                Map.entry(Fate.DROPPED, 3));
        assertThat(durable).containsExactly("parcel");
    }

    @Test
    void what_is_not_kept_yet_is_not_confirmed() {
        put(0, "parcel", Samples.delivered("m1", "13800138000"));
        runFor(4_539, 0);
        // The last look, and what follows it.
        store.failures.set(3);
        runFor(100, 0);
        assertThat(durable).isEmpty();
        assertThat(ledger.held()).isEqualTo(1);
        runFor(2_000, 0);

        assertThat(durable).containsExactly("parcel");
        assertThat(fates).containsExactly(Map.entry(Fate.KEPT, 1));
    }

    @Test
    void a_kept_receipt_that_found_its_attempt_is_applied_decided_or_late_and_forgotten() {
        store.found.add(kept("a", Samples.delivered("", "").cause(), new Match.Applied()));
        store.found.add(kept("b", Samples.failed("", "").cause(), Samples.undecided(1)));
        store.found.add(kept("c", Samples.failed("", "").cause(), Samples.undecided(1)));
        store.found.add(kept("d", Samples.failed("", "").cause(), new Match.Late()));
        KeptWorker keeper = new KeptWorker(matching(), store.partitions, ledger.listener());
        store.stale.set(1);
        keeper.look();
        assertThat(fates).containsOnly(Map.entry(Fate.DELIVERED, 1), Map.entry(Fate.LATE, 1));
        assertThat(store.found).extracting(Kept::mark).containsExactly("b", "c");
        keeper.look();
        assertThat(store.found).extracting(Kept::mark).containsExactly("c");

        assertThat(fates).containsOnly(Map.entry(Fate.DELIVERED, 1), Map.entry(Fate.LATE, 1),
                Map.entry(Fate.DECIDED, 1));
        assertThat(ends).containsOnly(new AttemptEnd.Failed(Samples.failed("", "").cause()));
    }

    private static Kept kept(String mark, Cause cause, Match match) {
        return new Kept("cmcc", cause, match, mark);
    }

    @Test
    void a_failure_is_decided_and_applied() {
        store.known.put("m1", Samples.undecided(7));
        put(0, "parcel", Samples.failed("m1", "13800138000"));
        step(0);

        assertThat(ends).containsExactly(new AttemptEnd.Failed(Samples.failed("m1", "").cause()));
        assertThat(store.applied).hasSize(1);
        assertThat(fates).containsExactly(Map.entry(Fate.DECIDED, 1));
    }

    @Test
    void what_a_receipt_says_becomes_the_end_of_its_attempt() {
        store.known.put("m1", Samples.undecided(1));
        store.known.put("m2", Samples.undecided(2));
        Receipt unknown = new Receipt("m2", "13800138000",
                new Cause(CauseClass.AMBIGUOUS, "UNKNOWN"), null);
        put(0, "parcel", Samples.delivered("m1", "13800138000"), unknown);
        step(0);

        assertThat(ends).containsExactly(new AttemptEnd.Delivered(Samples.delivered("", "").cause()),
                new AttemptEnd.Unknown(unknown.cause()));
    }

    @Test
    void a_stale_decision_is_matched_again() {
        store.known.put("m1", Samples.undecided(7));
        store.stale.set(1);
        put(0, "parcel", Samples.failed("m1", "13800138000"));
        step(0);
        assertThat(durable).isEmpty();
        store.known.put("m1", new Match.Late());
        pass(20);
        step(0);

        assertThat(fates).containsExactly(Map.entry(Fate.LATE, 1));
    }

    @Test
    void what_is_stale_for_ever_is_kept_so_that_nothing_is_lost() {
        store.known.put("m1", Samples.undecided(7));
        store.stale.set(1_000);
        put(0, "parcel", Samples.failed("m1", "13800138000"));
        runFor(10_000, 0);

        assertThat(fates).containsExactly(Map.entry(Fate.KEPT, 1));
        assertThat(store.calls).hasSize(9);
    }

    @Test
    void two_failures_of_one_warning_are_not_written_in_one_call() {
        store.known.put("m1", Samples.undecided(7));
        store.known.put("m2", Samples.undecided(7));
        put(0, "parcel", Samples.failed("m1", "13800138000"), Samples.failed("m2", "13800138000"));
        step(0);
        assertThat(store.applied).hasSize(1);
        store.known.put("m2", new Match.Late());
        runFor(20, 0);

        assertThat(fates).containsOnly(Map.entry(Fate.DECIDED, 1), Map.entry(Fate.LATE, 1));
    }

    @Test
    void while_the_store_is_away_nothing_is_confirmed_or_counted_as_a_try() {
        store.known.put("m1", new Match.Applied());
        store.failures.set(20);
        put(0, "parcel", Samples.delivered("m1", "13800138000"));
        runFor(20_000, 0);
        assertThat(durable).isEmpty();
        assertThat(ledger.held()).isEqualTo(1);
        runFor(25_000, 0);

        assertThat(durable).containsExactly("parcel");
        assertThat(fates).containsExactly(Map.entry(Fate.DELIVERED, 1));
        assertThat(store.calls).hasSize(21);
    }

    @Test
    void what_was_settled_before_the_store_went_away_stays_settled() {
        store.known.put("m1", new Match.Applied());
        store.known.put("m2", Samples.undecided(2));
        store.applyFailures.set(1);
        put(0, "one", Samples.delivered("m1", "13800138000"));
        put(0, "two", Samples.failed("m2", "13800138000"));
        step(0);
        assertThat(durable).containsExactly("one");
        runFor(100, 0);

        assertThat(durable).containsExactly("one", "two");
        assertThat(fates).containsOnly(Map.entry(Fate.DELIVERED, 1), Map.entry(Fate.DECIDED, 1));
    }

    @Test
    void one_receipt_that_the_store_cannot_bear_does_not_hold_up_the_others() {
        store.poison = "bad";
        store.known.put("m1", new Match.Applied());
        store.known.put("m2", new Match.Applied());
        put(0, "bad", Samples.delivered("bad", "13800138000"));
        put(0, "one", Samples.delivered("m1", "13800138000"));
        put(0, "two", Samples.delivered("m2", "13800138000"));
        step(0);
        assertThat(durable).containsExactly("one", "two");
        runFor(10_000, 0);

        assertThat(fates).containsOnly(Map.entry(Fate.DELIVERED, 2), Map.entry(Fate.UNMATCHED, 1));
    }

    @Test
    void when_too_many_are_parked_the_next_is_kept_at_once() {
        settings = new ReceiptsSettings(512, Duration.ZERO, settings.again(), settings.backOff(), 10, 2);
        ledger = ledger();
        shelf = new Shelf(settings);
        put(0, "parcel", Samples.delivered("m1", "13800138000"), Samples.delivered("m2", "13800138000"),
                Samples.delivered("m3", "13800138000"));
        step(0);

        assertThat(fates).containsExactly(Map.entry(Fate.KEPT, 1));
        assertThat(ledger.parked()).isEqualTo(2);
        runFor(10_000, 0);
        assertThat(ledger.parked()).isZero();
        assertThat(ledger.held()).isZero();
    }

    @Test
    void under_load_groups_are_gathered_and_a_full_one_goes_at_once() {
        put(0, "first", Samples.delivered("m", "13800138000"));
        step(0);
        for (int i = 0; i < 511; i++) {
            put(0, "p", Samples.delivered("m" + i, "13800138000"));
        }
        assertThat(step(0)).isFalse();
        put(0, "p", Samples.delivered("full", "13800138000"));
        assertThat(step(0)).isTrue();
        put(0, "p", Samples.delivered("late", "13800138000"));
        assertThat(step(0)).isFalse();
        pass(10);
        assertThat(step(0)).isTrue();

        assertThat(store.calls).extracting(FakeReceiptStore.Call::count).containsExactly(1, 512, 1);
    }

    @Test
    void a_receipt_without_a_phone_is_looked_for_in_every_partition() {
        store.known.put("m1", new Match.Applied());
        store.home.put("m1", 2);
        put(-1, "parcel", Samples.delivered("m1", ""));
        step(-1);

        assertThat(store.calls).extracting(FakeReceiptStore.Call::partition).containsExactly(0, 1, 2);
        assertThat(fates).containsExactly(Map.entry(Fate.DELIVERED, 1));
    }

    private Ledger ledger() {
        return new Ledger(settings, new ReceiptsListener() {
            @Override
            public void met(String carrier, Fate fate, int count) {
                fates.merge(fate, count, Integer::sum);
            }
        }, () -> now);
    }

    private void put(int partition, String parcel, Receipt... receipts) {
        assertThat(ledger.hold(receipts.length)).isTrue();
        assertThat(partition).isLessThan(store.partitions);
        Parcel of = new Parcel(receipts.length, () -> durable.add(parcel));
        for (Receipt receipt : receipts) {
            shelf.add(new Pending(receipt, of, now));
        }
    }

    private boolean step(int partition) {
        Optional<Shelf.Group> group = shelf.poll(now);
        if (worker == null) {
            worker = new ShelfWorker("cmcc", partition, shelf, matching(), ledger);
        }
        group.ifPresent(worker::work);
        return group.isPresent();
    }

    private Matching matching() {
        return new Matching(store, (standing, end, carrier) -> {
            ends.add(end);
            return new Transition(standing.warning().id(), standing.progress(), standing.progress(), null, 0, List.of(),
                    null);
        }, store.partitions);
    }

    private void runFor(int ms, int partition) {
        for (int i = 0; i <= ms; i++) {
            step(partition);
            pass(1);
        }
    }

    private void pass(int ms) {
        now += ms * 1_000_000L;
    }
}
