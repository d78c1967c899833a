package io.tocsin.store.receipt;

import static io.tocsin.store.work.Steps.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.ReceiptStore.Match;
import io.tocsin.store.RealRedis;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Receipt;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiptMatchTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Match APPLIED = new Match.Applied();
    private static final Match LATE = new Match.Late();
    private static final Match UNMATCHED = new Match.Unmatched();
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private RedisReceiptStore receipts;
    private BatchId batch;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        receipts = new RedisReceiptStore(rig.base(), rig.work(), RetentionConfig.defaults(), ZONE);
        batch = rig.batch("b");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private List<Claimed> claim(int count) {
        return rig.work().workStore().claim(0, "cmcc", List.of(LOW), count).warnings();
    }

    private List<Claimed> claimed(int count) {
        rig.accept(batch, 0, LOW, count);
        return claim(count);
    }

    private void apply(List<Transition> steps) {
        assertThat(rig.work().workStore().apply(0, steps).cardinality()).isEqualTo(steps.size());
    }

    private List<Match> match(Receipt... all) {
        return receipts.match(0, "cmcc", List.of(all));
    }

    private static Receipt delivered(String id) {
        return new Receipt(id, "", new Cause(CauseClass.REACHED, "DELIVRD"), null);
    }

    private static Receipt failed(String id) {
        return new Receipt(id, "", new Cause(CauseClass.POWERED_OFF, "MK:0012"), null);
    }

    private WarningState state(WarningId id) {
        return rig.progress(id).state();
    }

    private Map<String, String> counters() {
        return rig.counters(0, batch);
    }

    @Test
    void plain_deliveries_in_any_order_reach_their_warnings() {
        List<Claimed> claimed = claimed(300);
        apply(IntStream.range(0, 300).mapToObj(i -> Steps.taken(claimed.get(i), "m" + i)).toList());
        Receipt[] shuffled = IntStream.range(0, 300).mapToObj(i -> delivered("m" + i * 7 % 300))
                .toArray(Receipt[]::new);

        assertThat(match(shuffled)).hasSize(300).containsOnly(APPLIED);

        assertThat(counters()).containsEntry("4", "300").containsEntry("3", "0");
        Progress row = rig.progress(claimed.get(17).standing().warning().id());
        assertThat(row).extracting(Progress::state, Progress::cause, Progress::attempts).containsExactly(
                WarningState.REACHED, CauseClass.REACHED, 1);
        assertThat(Reply.text(rig.redis().call("HGET", Keys.batch(batch), "state"))).isEqualTo("done");
    }

    @Test
    void a_receipt_before_its_answer_is_unmatched_and_matches_later() {
        Claimed claimed = claimed(1).getFirst();
        assertThat(match(delivered("m"))).containsExactly(UNMATCHED);

        apply(List.of(Steps.taken(claimed, "m")));

        assertThat(match(delivered("m"))).containsExactly(APPLIED);
    }

    @Test
    void a_second_receipt_is_late_in_the_same_call_and_in_a_later_one() {
        apply(List.of(Steps.taken(claimed(1).getFirst(), "m")));

        assertThat(match(delivered("m"), delivered("m"), failed("m"))).containsExactly(APPLIED, LATE, LATE);
        assertThat(match(delivered("m"))).containsExactly(LATE);
        assertThat(counters()).containsEntry("4", "1");
    }

    @Test
    void a_failure_is_for_others_to_decide_and_once_decided_its_repetition_is_late() {
        apply(List.of(Steps.taken(claimed(1).getFirst(), "m")));

        Match match = match(failed("m")).getFirst();

        assertThat(match).isInstanceOfSatisfying(Match.Undecided.class, undecided -> {
            assertThat(undecided.fence()).isEqualTo(1);
            assertThat(undecided.standing().progress().state()).isEqualTo(WarningState.AWAITING_RECEIPT);
            assertThat(undecided.standing().warning().phone()).isEqualTo(rig.phone(0, 0));
            apply(List.of(Steps.retry(undecided.standing(), LOW, 1, new Cause(CauseClass.POWERED_OFF, "MK:0012"))));
        });
        assertThat(match(failed("m"))).containsExactly(LATE);
    }

    @Test
    void a_delivery_of_an_earlier_attempt_reaches_a_warning_that_waits_or_is_in_flight_again() {
        List<Claimed> claimed = claimed(2);
        apply(List.of(Steps.taken(claimed.get(0), "a"), Steps.taken(claimed.get(1), "b")));
        for (String id : List.of("a", "b")) {
            Match.Undecided undecided = (Match.Undecided) match(failed(id)).getFirst();
            apply(List.of(Steps.retry(undecided.standing(), LOW, 1, new Cause(CauseClass.BUSY, "x"))));
        }
        Claimed again = claim(1).getFirst();
        assertThat(again.standing().warning().id().index()).isZero();

        assertThat(match(delivered("a"), delivered("b"))).containsExactly(APPLIED, APPLIED);

        assertThat(counters()).isEqualTo(Map.of("0", "0", "1", "0", "2", "0", "3", "0", "4", "2"));
        assertThat(rig.fences(0, rig.base().node().number())).isEmpty();
        assertThat(rig.work().workStore().apply(0, List.of(Steps.taken(again, "c"))).isEmpty()).isTrue();
        assertThat(match(delivered("c"))).containsExactly(LATE);
        assertThat(claim(5)).isEmpty();
    }

    @Test
    void a_failure_of_an_earlier_attempt_is_late() {
        apply(List.of(Steps.taken(claimed(1).getFirst(), "a")));
        Match.Undecided undecided = (Match.Undecided) match(failed("a")).getFirst();
        apply(List.of(Steps.retry(undecided.standing(), LOW, 1, new Cause(CauseClass.BUSY, "x"))));
        apply(List.of(Steps.taken(claim(1).getFirst(), "b")));

        assertThat(match(failed("a"))).containsExactly(LATE);
        assertThat(match(failed("b")).getFirst()).isInstanceOf(Match.Undecided.class);
    }

    @Test
    void a_long_text_is_delivered_when_all_its_parts_are() {
        WarningId id = claimedAndTaken("p0", "p1", "p2");

        assertThat(match(delivered("p2"), delivered("p0"))).containsExactly(APPLIED, APPLIED);
        assertThat(state(id)).isEqualTo(WarningState.AWAITING_RECEIPT);
        assertThat(rig.progress(id).parts()).isEqualTo(5);
        assertThat(match(delivered("p0"))).containsExactly(LATE);
        assertThat(match(delivered("p1"))).containsExactly(APPLIED);
        assertThat(state(id)).isEqualTo(WarningState.REACHED);
    }

    private WarningId claimedAndTaken(String... ids) {
        Claimed claimed = claimed(1).getFirst();
        apply(List.of(Steps.taken(claimed, ids)));
        return claimed.standing().warning().id();
    }

    @Test
    void parts_of_an_earlier_attempt_are_counted_apart() {
        WarningId id = claimedAndTaken("p0", "p1");
        Match.Undecided undecided = (Match.Undecided) match(failed("p0")).getFirst();
        apply(List.of(Steps.retry(undecided.standing(), LOW, 1, new Cause(CauseClass.BUSY, "x"))));
        apply(List.of(Steps.taken(claim(1).getFirst(), "q0", "q1")));

        assertThat(match(delivered("p0"), delivered("q1"))).containsExactly(APPLIED, APPLIED);
        assertThat(state(id)).isEqualTo(WarningState.AWAITING_RECEIPT);
        assertThat(match(delivered("p0"))).containsExactly(LATE);
        assertThat(match(delivered("p1"))).containsExactly(APPLIED);
        assertThat(state(id)).isEqualTo(WarningState.REACHED);
    }

    @Test
    void parts_of_what_a_carrier_refused_do_not_mix_with_who_refused_it() {
        Claimed claimed = claimed(1).getFirst();
        WarningId id = claimed.standing().warning().id();
        Transition taken = Steps.taken(claimed, "p0", "p1");
        Progress from = taken.from();
        int refusers = Progress.bit(1) | Progress.bit(4);
        apply(List.of(new Transition(id, from, new Progress(WarningState.SCHEDULED, CauseClass.QUOTA, from.at(),
                from.fence(), 0, 0, 0, 1, from.carrier(), 0, refusers), LOW, 1, taken.messages(), null)));

        assertThat(match(delivered("p0"))).containsExactly(APPLIED);
        assertThat(state(id)).isEqualTo(WarningState.SCHEDULED);
        assertThat(rig.progress(id).refusers()).isEqualTo(refusers);
        assertThat(match(delivered("p1"))).containsExactly(APPLIED);
        assertThat(state(id)).isEqualTo(WarningState.REACHED);
    }

    @Test
    void a_delivery_that_does_not_end_the_warning_is_for_others_to_decide() {
        Claimed claimed = claimed(1).getFirst();
        apply(List.of(Steps.flagged(Steps.taken(claimed, "m"), Progress.CONFIRM)));

        assertThat(match(delivered("m")).getFirst()).isInstanceOf(Match.Undecided.class);
        assertThat(counters()).containsEntry("3", "1");
    }

    @Test
    void many_causes_in_one_call_keep_their_raw_codes() {
        List<Claimed> claimed = claimed(400);
        apply(IntStream.range(0, 400).mapToObj(i -> Steps.taken(claimed.get(i), "m" + i)).toList());

        List<Match> matches = match(IntStream.range(0, 400)
                .mapToObj(i -> new Receipt("m" + i, "", new Cause(CauseClass.REACHED, "R" + i), null))
                .toArray(Receipt[]::new));

        assertThat(matches).hasSize(400).containsOnly(APPLIED);
        assertThat(counters()).containsEntry("4", "400");
    }

    @Test
    void a_late_answer_makes_a_reaped_attempt_known_and_its_receipt_finds_it() {
        Claimed claimed = claimed(1).getFirst();
        WarningId id = claimed.standing().warning().id();
        apply(List.of(Steps.ambiguous(claimed.standing())));
        assertThat(rig.progress(id).has(Progress.AMBIGUOUS)).isTrue();

        apply(List.of(Steps.taken(claimed, "m")));

        assertThat(rig.progress(id)).extracting(Progress::state, Progress::cause, Progress::attempts,
                each -> each.has(Progress.AMBIGUOUS))
                .containsExactly(WarningState.AWAITING_RECEIPT, CauseClass.NONE, 1, false);
        assertThat(match(delivered("m"))).containsExactly(APPLIED);
        assertThat(counters()).isEqualTo(Map.of("1", "0", "2", "0", "3", "0", "4", "1"));
    }

    @Test
    void a_late_answer_to_an_attempt_that_waits_to_be_sent_again_keeps_it_from_being_sent() {
        Claimed claimed = claimed(1).getFirst();
        apply(List.of(Steps.ambiguous(claimed.standing())));
        apply(List.of(Steps.resend(standing(claimed), LOW)));

        apply(List.of(Steps.taken(claimed, "m")));

        assertThat(claim(5)).isEmpty();
        assertThat(rig.progress(claimed.standing().warning().id())).extracting(Progress::state,
                each -> each.has(Progress.RESENT)).containsExactly(WarningState.AWAITING_RECEIPT, false);
        assertThat(match(delivered("m"))).containsExactly(APPLIED);
        assertThat(counters()).isEqualTo(Map.of("1", "0", "2", "0", "3", "0", "4", "1"));
    }

    @Test
    void a_late_answer_to_an_attempt_that_was_sent_again_changes_nothing_but_its_receipt_counts() {
        Claimed claimed = claimed(1).getFirst();
        apply(List.of(Steps.ambiguous(claimed.standing())));
        apply(List.of(Steps.resend(standing(claimed), LOW)));
        claim(1);

        assertThat(rig.work().workStore().apply(0, List.of(Steps.taken(claimed, "m"))).isEmpty()).isTrue();

        assertThat(state(claimed.standing().warning().id())).isEqualTo(WarningState.IN_FLIGHT);
        assertThat(match(delivered("m"))).containsExactly(APPLIED);
        assertThat(rig.fences(0, rig.base().node().number())).isEmpty();
    }

    @Test
    void a_late_refusal_is_decided_as_if_it_had_come_in_time() {
        Claimed claimed = claimed(1).getFirst();
        apply(List.of(Steps.ambiguous(claimed.standing())));

        apply(List.of(Steps.retry(claimed.standing(), LOW, 1, new Cause(CauseClass.BUSY, "submit:3"))));

        assertThat(claim(5)).hasSize(1);
        assertThat(rig.progress(claimed.standing().warning().id()).attempts()).isEqualTo(1);
    }

    private Standing standing(Claimed claimed) {
        return new Standing(claimed.standing().warning(), rig.progress(claimed.standing().warning().id()));
    }
}
