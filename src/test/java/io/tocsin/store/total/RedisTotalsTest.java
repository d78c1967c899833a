package io.tocsin.store.total;

import static io.tocsin.store.work.Steps.LOW;
import static io.tocsin.store.work.Steps.URGENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.report.Totals;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.block.Row;
import io.tocsin.store.block.Span;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.work.Steps;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisTotalsTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private StoreRig rig;
    private BatchId batch;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        batch = rig.batch("b");
    }

    @AfterEach
    void close() {
        rig.close();
    }

    private Totals totals() {
        return new RedisTotals(rig.redis(), StoreRig.PARTITIONS, rig.base().names().clients()).totals();
    }

    private Totals.OfLane of(Lane lane) {
        return totals().lanes().getOrDefault(lane, Totals.OfLane.EMPTY);
    }

    private long in(Lane lane, WarningState state) {
        return totals().in(new Totals.Group(lane.channel(), lane.grade()), state);
    }

    private List<Claimed> claim(int max) {
        return rig.work().workStore().claim(0, "cmcc", List.of(LOW), max).warnings();
    }

    private long now() {
        List<?> time = Reply.list(rig.redis().call("TIME"));
        return Reply.number(time.getFirst()) * 1000;
    }

    /** As if what can be claimed of the lane had been there for that long already. */
    private void age(Lane lane, BatchId of, Duration by) {
        rig.redis().call(Call.of("ZINCRBY", Keys.since(0, lane), -by.toMillis(), of));
    }

    @Test
    void every_state_of_every_lane_is_counted_over_all_partitions() {
        rig.accept(batch, 0, LOW, 10);
        rig.accept(batch, 1, LOW, 5);
        rig.accept(batch, 2, URGENT, 2, now() + HOUR.toMillis(), null);
        List<Claimed> claimed = claim(4);
        rig.work().workStore().apply(0, List.of(Steps.taken(claimed.get(0)), Steps.end(claimed.get(1).standing(),
                WarningState.UNREACHED, Note.Kind.SUBMIT_FAILED, "1")));

        assertThat(totals().states().get(new Totals.Group(Channel.SMS, Grade.LOW)))
                .containsEntry(WarningState.READY, 11L).containsEntry(WarningState.IN_FLIGHT, 2L)
                .containsEntry(WarningState.AWAITING_RECEIPT, 1L).containsEntry(WarningState.UNREACHED, 1L);
        assertThat(of(LOW).depth()).isEqualTo(11);
        assertThat(in(URGENT, WarningState.SCHEDULED)).isEqualTo(2);
        assertThat(totals().lanes()).hasSize(48);
        assertThat(totals().clients()).containsExactly(Map.entry(StoreRig.CLIENT, new Totals.OfClient(16, 1)));
        assertThat(totals().difference()).isZero();
    }

    @Test
    void cancelled_ones_are_final_also_those_that_come_after_the_cancellation() {
        rig.accept(batch, 0, LOW, 10);
        rig.work().controlStore().cancel(batch);
        rig.accept(batch, 0, LOW, 3);
        assertThat(in(LOW, WarningState.CANCELLED)).isEqualTo(13);
        assertThat(in(LOW, WarningState.READY)).isZero();
        assertThat(of(LOW).waited()).isZero();
        assertThat(totals().difference()).isZero();
    }

    @Test
    void rows_of_several_operators_that_end_together_leave_their_own_lanes() {
        Lane unicom = new Lane(Channel.SMS, Operator.UNICOM, Grade.LOW);
        List<Row> rows = IntStream.range(0, 9)
                .mapToObj(i -> new Row("ref-" + i, rig.phone(0, i), "", "", Map.of(), "default", null, null)).toList();
        List<WarningId> ids = rig.acceptSpans(batch, 0, LOW,
                List.of(new Span(Operator.MOBILE, 0, 5), new Span(Operator.UNICOM, 5, 9)), rows, 0, null);
        assertThat(List.of(of(LOW).depth(), of(unicom).depth())).containsExactly(5L, 4L);

        List<Transition> expired = ids.subList(3, 8).stream()
                .map(id -> new Transition(id, rig.progress(id), rig.progress(id).with(WarningState.EXPIRED), null, 0,
                        List.of(), new Note(Note.Kind.EXPIRED, "")))
                .toList();
        assertThat(rig.work().workStore().apply(0, expired).cardinality()).isEqualTo(5);
        assertThat(List.of(of(LOW).depth(), of(unicom).depth())).containsExactly(3L, 1L);
        assertThat(in(LOW, WarningState.EXPIRED)).isEqualTo(5);
    }

    @Test
    void one_warning_that_is_counted_nowhere_is_a_difference_and_no_other_partition_hides_it() {
        rig.accept(batch, 0, LOW, 10);
        rig.accept(batch, 1, LOW, 10);
        int client = rig.base().names().clients().number(StoreRig.CLIENT);
        rig.redis().call(Call.of("HINCRBY", Keys.open(0), client, 1));
        rig.redis().call(Call.of("HINCRBY", Keys.open(1), client, -1));
        assertThat(totals().difference()).isEqualTo(2);
    }

    @Test
    void the_oldest_that_could_be_sent_is_found_whichever_batch_it_is_in() {
        BatchId old = rig.batch("old");
        rig.accept(old, 0, LOW, 500);
        rig.accept(batch, 0, LOW, 10);
        age(LOW, old, HOUR);
        assertThat(of(LOW).waited()).isBetween(HOUR, HOUR.plus(MINUTE));
        assertThat(of(URGENT).waited()).isZero();
    }

    @Test
    void when_the_head_of_a_batch_is_taken_its_next_item_counts() {
        rig.accept(batch, 0, LOW, 300);
        age(LOW, batch, HOUR);
        assertThat(claim(200)).hasSize(200);
        assertThat(of(LOW).waited()).as("its block was made just now").isLessThan(MINUTE);
        assertThat(claim(200)).hasSize(100);
        assertThat(of(LOW).waited()).isZero();
    }

    @Test
    void a_retry_waits_from_when_it_was_due_also_when_nobody_claims() {
        rig.accept(batch, 0, LOW, 2);
        List<Claimed> claimed = claim(2);
        Cause busy = new Cause(CauseClass.BUSY, "8");
        rig.work().workStore().apply(0, List.of(
                Steps.retry(claimed.get(0).standing(), LOW, now() - HOUR.toMillis(), busy),
                Steps.retry(claimed.get(1).standing(), LOW, now() + HOUR.toMillis(), busy)));
        assertThat(of(LOW).waited()).isBetween(HOUR, HOUR.plus(MINUTE));
        assertThat(claim(2)).hasSize(1);
        assertThat(of(LOW).waited()).as("the other one is not due").isZero();
        rig.redis().call(Call.of("ZINCRBY", Keys.waiting(0, LOW), -2 * HOUR.toMillis(), batch));
        assertThat(of(LOW).waited()).as("nobody has looked since").isBetween(HOUR.minus(MINUTE), HOUR.plus(MINUTE));
    }

    @Test
    void of_two_retries_that_were_due_together_the_one_that_is_left_still_waits_since_then() {
        rig.accept(batch, 0, LOW, 2);
        Cause busy = new Cause(CauseClass.BUSY, "8");
        long due = now() - HOUR.toMillis();
        rig.work().workStore().apply(0,
                claim(2).stream().map(each -> Steps.retry(each.standing(), LOW, due, busy)).toList());
        rig.work().controlStore().pause(batch);
        rig.redis().call(Call.of("ZADD", Keys.waiting(0, LOW), due, batch));
        assertThat(claim(1)).hasSize(1);
        assertThat(of(LOW).waited()).isBetween(HOUR, HOUR.plus(MINUTE));
    }

    @Test
    void a_paused_batch_keeps_nobody_waiting() {
        rig.accept(batch, 0, LOW, 2);
        age(LOW, batch, HOUR);
        rig.work().controlStore().pause(batch);
        assertThat(of(LOW).waited()).isZero();
        assertThat(in(LOW, WarningState.READY)).isEqualTo(2);
        rig.work().controlStore().resume(batch);
        assertThat(of(LOW).waited()).as("from now on it could be sent").isLessThan(MINUTE);
    }
}
