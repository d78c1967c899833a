package io.tocsin.store.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.block.Row;
import io.tocsin.store.block.Span;
import io.tocsin.store.redis.Keys;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blocks whose numbers are of several operators. */
class MixedLanesTest {
    private static final Lane MOBILE = new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW);
    private static final Lane UNICOM = new Lane(Channel.SMS, Operator.UNICOM, Grade.LOW);
    private static final Lane TELECOM = new Lane(Channel.SMS, Operator.TELECOM, Grade.LOW);
    private static final List<Lane> ALL = List.of(MOBILE, UNICOM, TELECOM);
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

    /** 30 rows: 10 of Mobile, then 15 of Unicom, then 5 of Telecom. */
    private List<WarningId> accept(BatchId batch, long dueAt) {
        List<Row> rows = IntStream.range(0, 30)
                .mapToObj(i -> new Row("ref-" + i, rig.phone(0, i), "", "", Map.of(), "default", null, null)).toList();
        return rig.acceptSpans(batch, 0, MOBILE,
                List.of(new Span(Operator.MOBILE, 0, 10), new Span(Operator.UNICOM, 10, 25),
                        new Span(Operator.TELECOM, 25, 30)),
                rows, dueAt, null);
    }

    private List<WarningId> claim(List<Lane> lanes, int max) {
        return rig.work().workStore().claim(0, "cmcc", lanes, max).warnings().stream().map(Claimed::standing)
                .map(each -> each.warning().id()).toList();
    }

    private static long in(List<WarningId> claimed, List<WarningId> span) {
        return claimed.stream().filter(span::contains).count();
    }

    @Test
    void a_carrier_gets_only_the_rows_of_the_operators_it_serves() {
        List<WarningId> ids = accept(rig.batch("b"), 0);
        assertThat(claim(List.of(UNICOM), 100)).isEqualTo(ids.subList(10, 25));
        assertThat(claim(List.of(UNICOM), 100)).isEmpty();
        assertThat(claim(List.of(MOBILE, TELECOM), 100)).containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, 30).filter(i -> i < 10 || i >= 25).mapToObj(ids::get).toList());
    }

    @Test
    void operators_of_one_grade_take_turns_and_a_short_lane_leaves_its_room_to_the_others() {
        List<WarningId> ids = accept(rig.batch("b"), 0);
        List<WarningId> first = claim(ALL, 12);
        assertThat(
                List.of(in(first, ids.subList(0, 10)), in(first, ids.subList(10, 25)), in(first, ids.subList(25, 30))))
                .containsExactly(4L, 4L, 4L);
        assertThat(claim(ALL, 15)).hasSize(15).contains(ids.get(29));
        assertThat(claim(ALL, 100)).hasSize(3);
    }

    @Test
    void with_room_for_one_at_a_time_no_operator_waits_for_another_to_be_empty() {
        accept(rig.batch("b"), 0);
        List<Operator> order = IntStream.range(0, 12)
                .mapToObj(i -> rig.work().workStore().claim(0, "cmcc", ALL, 1).warnings().getFirst())
                .map(each -> each.standing().warning().operator()).toList();
        assertThat(order).contains(Operator.MOBILE, Operator.UNICOM, Operator.TELECOM);
    }

    @Test
    void a_later_start_is_kept_by_every_lane_of_the_block() {
        BatchId batch = rig.batch("b");
        List<WarningId> ids = accept(batch, 4_000_000_000_000L);
        assertThat(claim(ALL, 100)).isEmpty();
        for (Lane lane : ALL) {
            rig.redis().call("ZINCRBY", Keys.due(0, lane, batch), -3_000_000_000_000L, dueMember(ids, lane));
            rig.redis().call("ZINCRBY", Keys.waiting(0, lane), -3_000_000_000_000L, batch);
        }
        assertThat(claim(List.of(TELECOM), 100)).isEqualTo(ids.subList(25, 30));
        assertThat(claim(ALL, 100)).containsExactlyInAnyOrderElementsOf(ids.subList(0, 25));
    }

    private static String dueMember(List<WarningId> ids, Lane lane) {
        String range = lane.equals(MOBILE) ? "0:10" : lane.equals(UNICOM) ? "10:25" : "25:30";
        return ids.getFirst().block() + "@" + range;
    }

    @Test
    void cancelling_ends_the_rows_of_all_lanes_whether_they_could_start_or_not() {
        BatchId now = rig.batch("b");
        BatchId later = rig.batch("c");
        accept(now, 0);
        accept(later, 4_000_000_000_000L);
        rig.work().controlStore().cancel(now);
        rig.work().controlStore().cancel(later);
        assertThat(List.of(rig.in(now, WarningState.CANCELLED), rig.in(later, WarningState.CANCELLED)))
                .containsExactly(30L, 30L);
        assertThat(claim(ALL, 100)).isEmpty();
    }
}
