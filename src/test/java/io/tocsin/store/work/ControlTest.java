package io.tocsin.store.work;

import static io.tocsin.store.work.Steps.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.dispatch.ControlStore;
import io.tocsin.dispatch.ControlStore.Draw;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.ControlStore.Window;
import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlTest {
    private static final Cause BUSY = new Cause(CauseClass.BUSY, "8");
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

    private long all() {
        long sum = 0;
        for (WarningState state : WarningState.values()) {
            sum += rig.in(batch, state);
        }
        return sum;
    }

    private String state(BatchId of) {
        return Reply.text(rig.redis().call("HGET", Keys.batch(of), "state"));
    }

    @Test
    void nodes_draw_from_one_quota_and_never_more_than_there_is() {
        ControlStore store = rig.work().controlStore();
        long day = store.draw("q", new Draw(100, 60, 0, 0, Duration.ZERO, 1)).day();
        assertThat(store.draw("q", new Draw(100, 60, 0, day, Duration.ZERO, 2)))
                .matches(answer -> answer.granted() == 40 && answer.left() == 0);
        assertThat(store.draw("q", new Draw(100, 60, 0, day, Duration.ZERO, 2))).as("its answer was lost")
                .matches(answer -> answer.granted() == 40);
        assertThat(store.draw("q", new Draw(100, 5, 30, day, Duration.ZERO, 3)))
                .matches(answer -> answer.granted() == 5 && answer.left() == 25);
        assertThat(store.draw("q", new Draw(100, 5, 30, day - 1, Duration.ZERO, 4)))
                .as("what was drawn yesterday is worth nothing")
                .matches(answer -> answer.granted() == 5 && answer.left() == 20);
        assertThat(store.draw("q", new Draw(100, 1, 0, day, Duration.ofHours(24), 5))).as("a new day, a new quota")
                .matches(answer -> answer.granted() == 1 && answer.left() == 99 && answer.day() == day + 1);
        assertThat(store.draw("q", new Draw(50, 100, 0, day + 1, Duration.ofHours(24), 6)))
                .matches(answer -> answer.granted() == 49 && !answer.valid().isNegative()
                        && answer.valid().compareTo(Duration.ofDays(1)) <= 0);
    }

    @Test
    void a_paused_batch_is_not_claimed_and_a_resumed_one_is_with_all_that_came_meanwhile() {
        rig.accept(batch, 0, LOW, 10);
        List<Claimed> claimed = claim(4);
        rig.work().controlStore().pause(batch);
        rig.work().controlStore().pause(batch);
        rig.accept(batch, 0, LOW, 3);
        rig.work().workStore().apply(0, List.of(Steps.returned(claimed.get(0).standing(), LOW),
                Steps.retry(claimed.get(1).standing(), LOW, 1, BUSY), Steps.taken(claimed.get(2))));
        assertThat(claim(50)).isEmpty();
        assertThat(all()).isEqualTo(13);
        List<Lane> rings = new ArrayList<>();
        rig.work().workStore().onReady((_, lane) -> rings.add(lane));

        rig.work().controlStore().resume(batch);
        rig.work().controlStore().resume(batch);

        assertThat(rings).containsExactly(LOW);
        assertThat(claim(50)).hasSize(11);
        assertThat(all()).isEqualTo(13);
    }

    @Test
    void a_resumed_batch_that_only_waits_waits_on() {
        rig.accept(batch, 0, LOW, 2, System.currentTimeMillis() + 60_000, null);
        rig.work().controlStore().pause(batch);
        rig.work().controlStore().resume(batch);

        assertThat(claim(5)).isEmpty();
        assertThat(Reply.number(rig.redis().call(Call.of("ZCARD", Keys.waiting(0, LOW))))).isEqualTo(1);
    }

    @Test
    void cancelling_ends_what_waits_and_lets_what_is_in_flight_end_as_it_ends() {
        rig.accept(batch, 0, LOW, 300);
        rig.accept(batch, 1, LOW, 5);
        rig.accept(batch, 1, LOW, 5, System.currentTimeMillis() + 60_000, null);
        List<Claimed> claimed = claim(4);
        rig.work().workStore().apply(0, List.of(
                Steps.retry(claimed.get(0).standing(), LOW, System.currentTimeMillis() + 60_000, BUSY)));

        rig.work().controlStore().cancel(batch);
        rig.work().controlStore().cancel(batch);

        assertThat(rig.in(batch, WarningState.CANCELLED)).isEqualTo(307);
        assertThat(rig.in(batch, WarningState.IN_FLIGHT)).isEqualTo(3);
        assertThat(claim(5)).isEmpty();
        assertThat(state(batch)).isEqualTo("open");
        List<WarningId> late = rig.accept(batch, 0, LOW, 2);
        assertThat(rig.progress(late.getFirst()).state()).isEqualTo(WarningState.CANCELLED);

        rig.work().workStore().apply(0, List.of(Steps.retry(claimed.get(1).standing(), LOW, 1, BUSY),
                Steps.returned(claimed.get(2).standing(), LOW), Steps.taken(claimed.get(3), "m")));

        assertThat(rig.in(batch, WarningState.CANCELLED)).isEqualTo(311);
        assertThat(rig.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(1);
        assertThat(all()).isEqualTo(312);
        assertThat(rig.fences(0, rig.base().node().number())).isEmpty();
    }

    @Test
    void a_cancelled_batch_is_done_when_nothing_of_it_is_in_flight() {
        rig.accept(batch, 0, LOW, 3);
        rig.work().controlStore().cancel(batch);

        assertThat(state(batch)).isEqualTo("done");
    }

    @Test
    void cancelling_wins_over_pausing() {
        rig.accept(batch, 0, LOW, 3);
        claim(1);
        rig.work().controlStore().cancel(batch);
        rig.work().controlStore().pause(batch);
        rig.work().controlStore().resume(batch);

        assertThat(rig.counters(0, batch)).containsEntry("st", "x").containsEntry("8", "2");
    }

    @Test
    void what_is_unknown_or_done_is_left_alone() {
        BatchId nobody = new BatchId("nobody0000000000");
        rig.work().controlStore().pause(nobody);
        rig.work().controlStore().cancel(nobody);

        assertThat(rig.counters(0, nobody)).isEmpty();
    }

    @Test
    void switches_are_kept_by_carrier() {
        Switches slow = new Switches(false, 12.5, null, 3);
        rig.work().controlStore().set("cmcc", slow);
        rig.work().controlStore().set("cucc", new Switches(true, null, null, null));

        assertThat(rig.work().controlStore().switches()).isEqualTo(
                Map.of("cmcc", slow, "cucc", new Switches(true, null, null, null)));
    }

    @Test
    void switches_that_are_damaged_hide_no_stop() {
        ControlStore control = rig.work().controlStore();
        control.set("cmcc", new Switches(true, null, null, null));
        assertThat(control.held()).isEqualTo(new ControlStore.Held(false, control.switches()));
        control.stop("zhang", "user", "wrong text");
        assertThat(control.held().stopped()).isTrue();
        rig.redis().call("HSET", Keys.SWITCHES, "cmcc", "{");
        assertThat(control.held()).isEqualTo(new ControlStore.Held(true, null));
    }

    @Test
    void nodes_share_a_rate_and_what_one_gave_up_counts_on_for_a_window() {
        Window window = new Window(300, Duration.ofSeconds(1), 16);
        ControlStore first = rig.work().controlStore();
        assertThat(first.share("cmcc", window, 0)).isEqualTo(300);
        try (StoreRig other = new StoreRig(SERVER)) {
            ControlStore second = other.work().controlStore();
            assertThat(second.share("cmcc", window, 0)).as("the first has all").isZero();
            assertThat(first.share("cmcc", window, 300)).isEqualTo(150);
            assertThat(second.share("cmcc", window, 0)).as("it wrote 300 in the last second").isZero();
            assertThat(first.share("cmcc", window, 150)).isEqualTo(150);
            assertThat(second.share("cmcc", window, 0)).isEqualTo(150);
            second.giveBack("cmcc", window);
            assertThat(first.share("cmcc", window, 150)).as("what the second wrote still counts").isEqualTo(150);
            await().atMost(Duration.ofSeconds(30)).until(() -> first.share("cmcc", window, 150) == 300);
        }
    }

    @Test
    void no_node_has_less_than_the_largest_message_needs() {
        Window window = new Window(20, Duration.ofSeconds(1), 16);
        assertThat(rig.work().controlStore().share("slow", window, 0)).isEqualTo(20);
        try (StoreRig other = new StoreRig(SERVER)) {
            assertThat(other.work().controlStore().share("slow", window, 0)).isZero();
            assertThat(rig.work().controlStore().share("slow", window, 20)).as("20 is no two times 16").isEqualTo(20);
        }
    }

    @Test
    void contacts_are_counted_up_to_a_cap_and_may_be_given_back() {
        Phone a = rig.phone(0, 0);
        Phone b = rig.phone(0, 1);
        Duration day = Duration.ofDays(1);

        assertThat(rig.work().contactStore().admit(0, List.of(a, a, b, a), 2, day).toString()).isEqualTo("{0, 1, 2}");
        assertThat(rig.work().contactStore().admit(0, List.of(a, b, b), 2, day).toString()).isEqualTo("{1}");
        rig.work().contactStore().forget(0, List.of(a));
        assertThat(rig.work().contactStore().admit(0, List.of(a, a), 2, day).toString()).isEqualTo("{0}");
        assertThat(rig.work().contactStore().admit(0, List.of(), 2, day).isEmpty()).isTrue();
    }
}
