package io.tocsin.store.work;

import static io.tocsin.store.work.Steps.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.dispatch.WorkStore.Waits;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Note;
import io.tocsin.warning.Standing;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OverdueTest {
    private static final Waits WAITS = new Waits(600, 259_200);
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

    private List<Claimed> claim(int max) {
        return rig.work().workStore().claim(0, "cmcc", List.of(LOW), max).warnings();
    }

    private List<Standing> overdue() {
        return rig.work().workStore().overdue(0, WAITS, 100);
    }

    /**
     * Lets so much time pass for a block: it was made that much earlier, and is to be looked at now.
     */
    private void pass(WarningId id, Duration time) {
        Redis redis = rig.redis();
        byte[] key = Keys.state(id.partition(), id.block());
        byte[] made = Reply.bytes(redis.call(Call.of("GETRANGE", key, 8, 15)));
        assertThat(made).isNotNull();
        long earlier = ByteBuffer.wrap(made).getLong() - time.toMillis();
        redis.call(Call.of("SETRANGE", key, 8, ByteBuffer.allocate(8).putLong(earlier).array()));
        lookNow(id);
    }

    private void lookNow(WarningId id) {
        rig.redis().call(Call.of("ZADD", Keys.looks(id.partition()), 1, id.block()));
    }

    private double nextLook(WarningId id) {
        return Double.parseDouble(Reply.text(rig.redis().call(Call.of("ZSCORE", Keys.looks(0), id.block())))) - System
                .currentTimeMillis();
    }

    @Test
    void what_expired_while_waiting_is_handed_out_until_somebody_decides() {
        Instant soon = Instant.now().minusSeconds(1);
        List<WarningId> ids = rig.accept(batch, 0, LOW, 3, 0, soon);
        claim(1);
        lookNow(ids.getFirst());

        List<Standing> due = overdue();

        assertThat(due).extracting(each -> each.warning().id()).isEqualTo(ids.subList(1, 3));
        assertThat(overdue()).isEmpty();
        assertThat(nextLook(ids.getFirst())).isBetween(10_000.0, 31_000.0);
        rig.work().workStore().apply(0,
                due.stream().map(each -> Steps.end(each, WarningState.EXPIRED, Note.Kind.EXPIRED, "")).toList());
        lookNow(ids.getFirst());
        assertThat(overdue()).isEmpty();
        assertThat(claim(5)).isEmpty();
    }

    @Test
    void an_expiry_to_come_is_when_the_block_is_looked_at_again() {
        WarningId id = rig.accept(batch, 0, LOW, 3, 0, Instant.now().plusSeconds(60)).getFirst();
        lookNow(id);

        assertThat(overdue()).isEmpty();
        assertThat(nextLook(id)).isBetween(50_000.0, 60_000.0);
    }

    @Test
    void ambiguous_ends_and_missing_receipts_are_handed_out_after_their_waits() {
        List<WarningId> ids = rig.accept(batch, 0, LOW, 3);
        List<Claimed> claimed = claim(2);
        rig.work().workStore().apply(0, List.of(Steps.ambiguous(claimed.get(0).standing()), Steps.taken(claimed.get(
                1))));
        assertThat(overdue()).isEmpty();

        pass(ids.getFirst(), Duration.ofSeconds(601));
        assertThat(overdue()).extracting(each -> each.warning().id()).containsExactly(ids.get(0));
        pass(ids.getFirst(), Duration.ofDays(4));
        assertThat(overdue()).extracting(each -> each.warning().id()).containsExactly(ids.get(0), ids.get(1));
    }

    @Test
    void an_ambiguous_end_brings_the_next_look_forward() {
        WarningId id = rig.accept(batch, 0, LOW, 1).getFirst();
        rig.work().workStore().apply(0, List.of(Steps.ambiguous(claim(1).getFirst().standing())));

        assertThat(nextLook(id)).isLessThanOrEqualTo(0);
    }

    @Test
    void a_finished_block_is_deleted_when_its_retention_is_over() {
        WarningId id = rig.accept(batch, 0, LOW, 2).getFirst();
        rig.work().workStore().apply(0, claim(2).stream()
                .map(each -> Steps.end(each.standing(), WarningState.UNREACHED, Note.Kind.NO_RECEIPT, "")).toList());
        lookNow(id);
        assertThat(overdue()).isEmpty();
        assertThat(nextLook(id)).isGreaterThan(29 * 86_400_000.0);
        assertThat(rig.progress(id).state()).isEqualTo(WarningState.UNREACHED);

        pass(id, Duration.ofDays(31));
        assertThat(overdue()).isEmpty();

        for (byte[] key : List.of(Keys.data(0, id.block()), Keys.state(0, id.block()), Keys.timeline(0, id.block()))) {
            assertThat(rig.redis().call(Call.of("EXISTS", (Object) key))).isEqualTo(0L);
        }
        assertThat(rig.redis().call(Call.of("ZCARD", (Object) Keys.looks(0)))).isEqualTo(0L);
        assertThat(rig.base().blocks().get(0, id.block())).isEmpty();
    }

    @Test
    void a_cancellation_that_was_cut_off_is_finished() {
        List<WarningId> ids = rig.accept(batch, 0, LOW, 5);
        rig.redis().call(Call.of("HSET", Keys.counters(0, batch), "st", "x"));
        lookNow(ids.getFirst());

        overdue();

        assertThat(rig.in(batch, WarningState.CANCELLED)).isEqualTo(5);
        assertThat(Reply.text(rig.redis().call("HGET", Keys.batch(batch), "state"))).isEqualTo("done");
    }

    @Test
    void a_node_that_was_forgotten_but_holds_something_is_found_again() {
        WarningId id = rig.accept(batch, 0, LOW, 1).getFirst();
        claim(1);
        rig.stopBeating();
        rig.base().node().forget(rig.base().node().number());
        try (StoreRig other = new StoreRig(SERVER)) {
            pass(id, Duration.ofMinutes(2));
            assertThat(other.work().workStore().orphans(0, 9)).isEmpty();
            other.work().workStore().overdue(0, WAITS, 9);

            assertThat(other.work().workStore().orphans(0, 9)).extracting(each -> each.warning().id())
                    .containsExactly(id);
        }
    }

    @Test
    void queues_of_a_batch_end_with_it() {
        WarningId id = rig.accept(batch, 0, LOW, 1, 0, Instant.now().minusSeconds(1)).getFirst();
        lookNow(id);

        rig.work().workStore().apply(0, overdue().stream()
                .map(each -> Steps.end(each, WarningState.EXPIRED, Note.Kind.EXPIRED, "")).toList());

        for (byte[] key : List.of(Keys.queue(0, LOW, batch), Keys.lanes(0, batch), Keys.ready(0, LOW))) {
            assertThat(rig.redis().call(Call.of("EXISTS", (Object) key))).isEqualTo(0L);
        }
        assertThat(Reply.number(rig.redis().call(Call.of("PTTL", (Object) Keys.counters(0, batch))))).isPositive();
    }

    @Test
    void a_look_takes_no_more_blocks_than_asked_for() {
        for (int i = 0; i < 5; i++) {
            lookNow(rig.accept(batch, 0, LOW, 1, 0, Instant.now().minusSeconds(1)).getFirst());
        }

        assertThat(rig.work().workStore().overdue(0, WAITS, 2)).hasSize(2);
        assertThat(rig.work().workStore().overdue(0, WAITS, 2)).hasSize(2);
        assertThat(rig.work().workStore().overdue(0, WAITS, 2)).hasSize(1);
    }
}
