package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.MemoryCarrier.Sent;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.TurningCarrier;
import io.tocsin.dispatch.line.Flight;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Playbooks;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.plan.Suppression;
import io.tocsin.store.RealRedis;
import io.tocsin.store.StoreRig;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dispatcher with its threads on the real store. */
class OnRedisTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private static final Lane LOW = new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW);
    private static final Lane URGENT = new Lane(Channel.SMS, Operator.MOBILE, Grade.URGENT);
    private final Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    private StoreRig rig;
    private Dispatcher dispatcher;
    private @Nullable TurningCarrier turning;

    @BeforeEach
    void open() {
        rig = new StoreRig(SERVER);
        dispatcher = dispatcher(rig);
    }

    private Dispatcher dispatcher(StoreRig on) {
        DispatchListener listener = new DispatchListener() {
        };
        Playbook playbook = Playbook.chain("default", List.of(new Step(Channel.SMS, "t", 3, false)), RetryRules.fast());
        Decisions decisions = new Decisions(new Playbooks(Map.of("default", playbook), "default"), Map.of(),
                new AmbiguousRule(Duration.ofSeconds(60), AmbiguousRule.Then.RESEND), clocks.wall(), 7);
        var ports = new DispatchPorts(on.work().workStore(), on.work().controlStore(), on.work().contactStore(),
                listener);
        return new Dispatcher(ports, new DispatchRules(DispatchSettings.defaults(), decisions, Suppression.none(),
                new Texts(Map.of("t", "{signature}{name}{ref}"), false, listener)), clocks);
    }

    private TurningCarrier carrier(int window, @Nullable Rate rate) {
        TurningCarrier carrier = new TurningCarrier("a", window, clocks.ticker(),
                dispatcher.events((_, _, receipts) -> receipts.refused(), (_, _, replies) -> replies.refused()));
        turning = carrier;
        dispatcher.add(carrier.carrier(), new RouteConfig(Set.of(), 100, rate, RouteConfig.defaults().ambiguous()),
                "【S】");
        return carrier;
    }

    @AfterEach
    void close() {
        dispatcher.close();
        if (turning != null) {
            turning.close();
        }
        rig.close();
    }

    private void accept(BatchId batch, Lane lane, int blocks) {
        for (int i = 0; i < blocks; i++) {
            for (int p = 0; p < StoreRig.PARTITIONS; p++) {
                rig.accept(batch, p, lane, 200);
            }
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    @Test
    void every_warning_is_sent_once_and_counted() {
        TurningCarrier carrier = carrier(256, null);
        BatchId batch = rig.batch("once");
        accept(batch, LOW, 5);
        dispatcher.start();
        soon().untilAsserted(() -> assertThat(rig.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(4000));
        assertThat(carrier.carrier().written()).hasSize(4000);
        assertThat(rig.fences(0, rig.base().node().number()).values()).allMatch("0"::equals);
    }

    @Test
    void urgent_ones_overtake_what_waits() {
        TurningCarrier carrier = carrier(256, Rate.perSecond(100));
        accept(rig.batch("low"), LOW, 5);
        dispatcher.start();
        soon().until(() -> carrier.carrier().written().size() > 20);
        int before = carrier.carrier().written().size();
        rig.accept(rig.batch("urgent"), 2, URGENT, 10);
        soon().until(() -> urgent(carrier) == 10);
        assertThat(carrier.carrier().written().size() - before).as("with what went before").isLessThan(60);
    }

    private static long urgent(TurningCarrier carrier) {
        return carrier.carrier().written().stream().map(Sent::outgoing)
                .filter(out -> ((Flight) out.tag()).standing().warning().grade() == Grade.URGENT)
                .count();
    }

    @Test
    void failures_are_retried_until_the_step_has_no_attempt_left() {
        TurningCarrier carrier = carrier(64, null);
        carrier.carrier().replies(out -> new AttemptEnd.Failed(new Cause(CauseClass.UNREACHABLE, "MK:0008")));
        BatchId batch = rig.batch("fail");
        rig.accept(batch, 1, LOW, 100);
        dispatcher.start();
        soon().untilAsserted(() -> assertThat(rig.in(batch, WarningState.UNREACHED)).isEqualTo(100));
        assertThat(carrier.carrier().written()).hasSize(300);
    }

    @Test
    void flow_control_gives_back_and_loses_nothing() {
        TurningCarrier carrier = carrier(64, null);
        int[] answered = {0};
        carrier.carrier().replies(out -> ++answered[0] % 100 == 50
                ? new AttemptEnd.FlowControlled(new Cause(CauseClass.NETWORK, "submit:8"))
                : new AttemptEnd.Accepted());
        BatchId batch = rig.batch("flow");
        rig.accept(batch, 1, LOW, 200);
        dispatcher.start();
        soon().untilAsserted(() -> assertThat(rig.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(200));
    }

    @Test
    void pause_resume_suspend_and_cancel_hold_within_a_second() {
        TurningCarrier carrier = carrier(64, Rate.perSecond(200));
        BatchId batch = rig.batch("stop");
        accept(batch, LOW, 2);
        dispatcher.start();
        soon().until(() -> carrier.carrier().written().size() > 50);
        rig.work().controlStore().pause(batch);
        quiet(carrier);
        rig.work().controlStore().resume(batch);
        grows(carrier);
        rig.work().controlStore().set("a", new Switches(true, null, null, null));
        quiet(carrier);
        rig.work().controlStore().set("a", new Switches(false, null, null, null));
        grows(carrier);
        rig.work().controlStore().cancel(batch);
        quiet(carrier);
        soon().untilAsserted(() -> assertThat(rig.in(batch, WarningState.CANCELLED)
                + rig.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(1600));
    }

    /** Nothing is written in 300 ms that begin within a second. */
    private static void quiet(TurningCarrier carrier) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(10)).until(new Still(carrier));
    }

    private static void grows(TurningCarrier carrier) {
        int before = carrier.carrier().written().size();
        soon().until(() -> carrier.carrier().written().size() > before + 5);
    }

    private static final class Still implements Callable<Boolean> {
        private final TurningCarrier carrier;
        private int last = -1;
        private int polls;

        private Still(TurningCarrier carrier) {
            this.carrier = carrier;
        }

        @Override
        public Boolean call() {
            int now = carrier.carrier().written().size();
            polls = now == last ? polls + 1 : 0;
            last = now;
            return polls >= 30;
        }
    }

    @Test
    void a_redis_that_is_killed_and_comes_back_costs_nothing() {
        TurningCarrier carrier = carrier(128, null);
        BatchId batch = rig.batch("kill");
        accept(batch, LOW, 5);
        dispatcher.start();
        soon().until(() -> carrier.carrier().written().size() > 500);
        SERVER.restart();
        soon().untilAsserted(() -> assertThat(rig.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(4000));
        assertThat(carrier.carrier().written()).hasSize(4000);
    }

    @Test
    void the_end_hands_back_and_another_node_goes_on() {
        TurningCarrier carrier = carrier(128, Rate.perSecond(1000));
        BatchId batch = rig.batch("end");
        accept(batch, LOW, 3);
        dispatcher.start();
        soon().until(() -> carrier.carrier().written().size() > 300);
        dispatcher.close(Duration.ofSeconds(10));
        int sent = carrier.carrier().written().size();
        assertThat(rig.in(batch, WarningState.IN_FLIGHT)).isZero();
        assertThat(rig.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(sent);
        assertThat(rig.in(batch, WarningState.READY)).isEqualTo(2400 - sent);
        carrier.close();
        rig.close();
        open();
        carrier(256, null);
        dispatcher.start();
        soon().untilAsserted(() -> assertThat(rig.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(2400));
    }

    @Test
    void what_a_node_that_vanished_held_is_ambiguous_on_the_next() {
        TurningCarrier carrier = carrier(50, null);
        carrier.still(true);
        BatchId batch = rig.batch("dead");
        rig.accept(batch, 0, LOW, 50);
        dispatcher.start();
        soon().until(() -> rig.in(batch, WarningState.IN_FLIGHT) == 50);
        try (StoreRig other = new StoreRig(SERVER)) {
            rig.vanish();
            Dispatcher next = dispatcher(other);
            next.start();
            soon().untilAsserted(() -> assertThat(other.in(batch, WarningState.AWAITING_RECEIPT)).isEqualTo(50));
            next.close();
        }
    }
}
