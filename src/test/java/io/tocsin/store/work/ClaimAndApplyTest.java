package io.tocsin.store.work;

import static io.tocsin.store.work.Steps.LOW;
import static io.tocsin.store.work.Steps.URGENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claim;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.StopKind;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimAndApplyTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Claim claim(int max) {
        return rig.work().workStore().claim(0, "cmcc", List.of(URGENT, LOW), max);
    }

    private BitSet apply(List<Transition> steps) {
        return rig.work().workStore().apply(0, steps);
    }

    private Map<String, String> fences() {
        return rig.fences(0, rig.base().node().number());
    }

    @Test
    void a_claim_fences_fresh_warnings_in_order_and_says_how_they_stood_before() {
        BatchId batch = rig.batch("b");
        List<WarningId> ids = rig.accept(batch, 0, LOW, 10);

        Claim claim = claim(4);

        assertThat(claim.warnings()).extracting(each -> each.standing().warning().id()).isEqualTo(ids.subList(0, 4));
        Claimed first = claim.warnings().getFirst();
        assertThat(first.before()).isEqualTo(Progress.fresh(WarningState.READY));
        assertThat(first.standing().progress().state()).isEqualTo(WarningState.IN_FLIGHT);
        assertThat(first.standing().progress().fence()).isEqualTo(1);
        assertThat(rig.work().workStore().carrier(first.standing().progress().carrier())).isEqualTo("cmcc");
        assertThat(first.standing().warning().phone()).isEqualTo(rig.phone(0, 0));
        assertThat(rig.progress(ids.get(3))).isEqualTo(first.standing().progress());
        assertThat(rig.holder(ids.get(3))).isEqualTo(rig.base().node().number());
        assertThat(rig.progress(ids.get(4)).state()).isEqualTo(WarningState.READY);
        assertThat(rig.counters(0, batch)).isEqualTo(Map.of("1", "6", "2", "4"));
        assertThat(fences()).isEqualTo(Map.of("" + ids.getFirst().block(), "4"));
        assertThat(claim.more()).isTrue();
        assertThat(claim(100).warnings()).hasSize(6);
        assertThat(claim(100)).isEqualTo(new Claim(List.of(), false));
    }

    @Test
    void lanes_are_served_in_order_and_batches_of_a_lane_in_turns() {
        rig.accept(rig.batch("low"), 0, LOW, 500);
        BatchId other = rig.batch("other");
        rig.accept(other, 0, LOW, 10);
        List<WarningId> urgent = rig.accept(rig.batch("urgent"), 0, URGENT, 1);

        List<Claimed> claimed = claim(300).warnings();

        assertThat(claimed.getFirst().standing().warning().id()).isEqualTo(urgent.getFirst());
        assertThat(claimed.subList(257, 267)).allMatch(each -> each.standing().warning().batch().equals(other));
        assertThat(claimed).hasSize(300);
    }

    @Test
    void what_carriers_took_awaits_its_receipt_and_is_no_longer_held() {
        BatchId batch = rig.batch("b");
        List<WarningId> ids = rig.accept(batch, 0, LOW, 6);
        List<Claimed> claimed = new ArrayList<>(claim(6).warnings());
        java.util.Collections.swap(claimed, 0, 4);

        BitSet applied = apply(claimed.stream().map(Steps::taken).toList());

        assertThat(applied.cardinality()).isEqualTo(6);
        assertThat(rig.progress(ids.get(2))).extracting(Progress::state, Progress::attempts, Progress::fence)
                .containsExactly(WarningState.AWAITING_RECEIPT, 1, 1);
        assertThat(rig.counters(0, batch)).isEqualTo(Map.of("1", "0", "2", "0", "3", "6"));
        assertThat(fences()).isEmpty();
    }

    @Test
    void a_transition_from_what_no_longer_is_changes_nothing_and_is_reported() {
        BatchId batch = rig.batch("b");
        List<WarningId> ids = rig.accept(batch, 0, LOW, 5);
        List<Claimed> claimed = claim(5).warnings();
        Standing third = claimed.get(2).standing();
        apply(List.of(Steps.end(third, WarningState.SUPPRESSED, Note.Kind.SUPPRESSED, "stop-list")));

        BitSet applied = apply(claimed.stream().map(Steps::taken).toList());

        assertThat(applied.nextClearBit(0)).isEqualTo(2);
        assertThat(applied.cardinality()).isEqualTo(4);
        assertThat(rig.progress(ids.get(2)).state()).isEqualTo(WarningState.SUPPRESSED);
        assertThat(rig.counters(0, batch)).isEqualTo(Map.of("1", "0", "2", "0", "3", "4", "6", "1"));
        assertThat(fences()).isEmpty();
    }

    @Test
    void a_transition_whose_answer_was_lost_may_be_applied_again() {
        BatchId batch = rig.batch("b");
        rig.accept(batch, 0, LOW, 3);
        List<Transition> steps = claim(3).warnings().stream().map(Steps::taken).toList();
        apply(steps);

        assertThat(apply(steps).cardinality()).isEqualTo(3);
        assertThat(rig.counters(0, batch)).isEqualTo(Map.of("1", "0", "2", "0", "3", "3"));
    }

    @Test
    void a_claim_whose_answer_was_lost_is_answered_again() {
        rig.accept(rig.batch("b"), 0, LOW, 8);
        int carrier = rig.base().names().carriers().number("cmcc");
        io.tocsin.store.redis.Script claim = io.tocsin.store.redis.Script.withPrelude("claim");
        rig.redis().call(claim.call(Keys.tag(0), rig.base().node().number(), carrier, 5, 1, 0, Keys.letters(LOW)));

        assertThat(claim(3).warnings()).extracting(each -> each.standing().warning().id().index()).containsExactly(0, 1,
                2);
        assertThat(claim(3).warnings()).extracting(each -> each.standing().warning().id().index()).containsExactly(3,
                4);
        assertThat(claim(9).warnings()).extracting(each -> each.standing().warning().id().index()).containsExactly(5, 6,
                7);
    }

    @Test
    void what_is_returned_goes_before_fresh_warnings_and_what_is_due_later_waits() {
        BatchId batch = rig.batch("b");
        List<WarningId> ids = rig.accept(batch, 0, LOW, 6);
        List<Claimed> claimed = claim(3).warnings();
        List<WorkRing> rings = new ArrayList<>();
        rig.work().workStore().onReady((partition, lane) -> rings.add(new WorkRing(partition, lane)));

        apply(List.of(Steps.returned(claimed.get(1).standing(), LOW),
                Steps.retry(claimed.get(0).standing(), LOW, System.currentTimeMillis() + 60_000,
                        new Cause(CauseClass.BUSY, "8")),
                Steps.retry(claimed.get(2).standing(), LOW, 1, new Cause(CauseClass.BUSY, "8"))));

        assertThat(rings).containsExactly(new WorkRing(0, LOW));
        assertThat(claim(3).warnings()).extracting(each -> each.standing().warning().id()).containsExactly(ids.get(1),
                ids.get(2), ids.get(3));
        assertThat(rig.counters(0, batch)).isEqualTo(Map.of("0", "1", "1", "2", "2", "3", "3", "0").entrySet().stream()
                .filter(each -> !each.getKey().equals("3"))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        assertThat(rig.progress(ids.get(1)).fence()).isEqualTo(2);
    }

    private record WorkRing(int partition, io.tocsin.warning.Lane lane) {}

    @Test
    void a_block_with_a_later_start_waits_for_it() {
        BatchId batch = rig.batch("b");
        rig.accept(batch, 0, LOW, 3, System.currentTimeMillis() + 60_000, null);
        List<WarningId> due = rig.accept(rig.batch("c"), 0, LOW, 2, 1_000, null);

        assertThat(claim(9).warnings()).extracting(each -> each.standing().warning().id()).isEqualTo(due);
        assertThat(rig.in(batch, WarningState.SCHEDULED)).isEqualTo(3);
    }

    @Test
    void an_item_of_an_earlier_step_is_not_claimed() {
        rig.accept(rig.batch("b"), 0, LOW, 1);
        Standing at = claim(1).warnings().getFirst().standing();
        apply(List.of(Steps.retry(at, LOW, 1, new Cause(CauseClass.BUSY, "8"))));
        Progress waits = rig.progress(at.warning().id());
        Progress next = new Progress(WarningState.SCHEDULED, waits.cause(), 0, waits.fence(), 1, 0, waits.attempts(), 0,
                waits.carrier(), 0, 0);
        apply(List.of(new Transition(at.warning().id(), waits, next, URGENT, Instant.now().toEpochMilli() + 60_000,
                List.of(), new Note(Note.Kind.NEXT_STEP, "2"))));

        assertThat(claim(5).warnings()).isEmpty();
    }

    @Test
    void a_transition_to_itself_only_writes_its_note() {
        List<WarningId> ids = rig.accept(rig.batch("b"), 0, LOW, 1);
        Standing at = claim(1).warnings().getFirst().standing();

        BitSet applied = apply(List.of(new Transition(ids.getFirst(), at.progress(), at.progress(), null, 0, List.of(),
                new Note(Note.Kind.BYPASSED, "quiet-hours")), Steps.taken(claimedOf(at))));

        assertThat(applied.cardinality()).isEqualTo(2);
        assertThat(rig.progress(ids.getFirst()).state()).isEqualTo(WarningState.AWAITING_RECEIPT);
        assertThat(fences()).isEmpty();
    }

    private static Claimed claimedOf(Standing at) {
        return new Claimed(at, at.progress(), StopKind.NONE);
    }

    @Test
    void a_batch_is_done_when_its_last_warning_is_final() {
        BatchId batch = rig.batch("b");
        rig.accept(batch, 0, LOW, 2);
        List<Claimed> claimed = claim(2).warnings();
        apply(List.of(Steps.end(claimed.get(0).standing(), WarningState.REACHED, Note.Kind.RECEIPT, "DELIVRD")));
        assertThat(Reply.text(rig.redis().call("HGET", Keys.batch(batch), "state"))).isEqualTo("open");

        apply(List.of(Steps.end(claimed.get(1).standing(), WarningState.UNREACHED, Note.Kind.RECEIPT, "EXPIRED")));

        assertThat(Reply.text(rig.redis().call("HGET", Keys.batch(batch), "state"))).isEqualTo("done");
        assertThat(Reply.number(rig.redis().call("HGET", Keys.batch(batch), "finished"))).isPositive();
        assertThat(Reply.number(rig.redis().call("HGET", Keys.open(0), rig.base().names().clients().number(
                StoreRig.CLIENT)))).isZero();
    }

    @Test
    void a_stopped_number_is_marked_from_the_next_claim_on() {
        rig.accept(rig.batch("b"), 0, LOW, 2);
        assertThat(claim(1).warnings().getFirst().stopped()).isEqualTo(StopKind.NONE);
        assertThat(rig.work().contactStore().stop(rig.phone(0, 1), "asked")).isTrue();
        assertThat(rig.work().contactStore().stop(rig.phone(0, 1), "again")).isFalse();

        assertThat(claim(1).warnings().getFirst().stopped()).isEqualTo(StopKind.NEVER);
        assertThat(rig.work().contactStore().stopped(rig.phone(0, 1))).get()
                .extracting(io.tocsin.dispatch.ContactStore.Stop::reason).isEqualTo("asked");
        assertThat(rig.work().contactStore().allow(rig.phone(0, 1))).isTrue();
        assertThat(rig.work().contactStore().stopped(rig.phone(0, 1))).isEmpty();
    }
}
