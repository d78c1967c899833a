package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.DispatchListener;
import io.tocsin.dispatch.DispatchSettings;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.MemoryControl;
import io.tocsin.dispatch.MemoryStore;
import io.tocsin.dispatch.RouteConfig;
import io.tocsin.dispatch.TurningCarrier;
import io.tocsin.dispatch.text.Texts;
import io.tocsin.dispatch.loop.Clocks;
import io.tocsin.dispatch.settle.Decisions;
import io.tocsin.dispatch.settle.Playbooks;
import io.tocsin.plan.AmbiguousRule;
import io.tocsin.plan.Playbook;
import io.tocsin.plan.RetryRules;
import io.tocsin.plan.Step;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dispatcher with its threads. */
class DispatcherTest {
    private static final int PARTITIONS = 8;
    private final Clocks clocks = new Clocks(InstantSource.system(), System::nanoTime);
    private final MemoryStore store = new MemoryStore(PARTITIONS, clocks);
    private final MemoryControl control = new MemoryControl(store);
    private final Dispatcher dispatcher = dispatcher();
    private @Nullable TurningCarrier turning;

    private Dispatcher dispatcher() {
        DispatchListener listener = new DispatchListener() {
        };
        Playbook playbook = Playbook.chain("default", List.of(new Step(Channel.SMS, "t", 3, false)), RetryRules.fast());
        Decisions decisions = new Decisions(new Playbooks(Map.of("default", playbook), "default"), Map.of(),
                new AmbiguousRule(Duration.ofSeconds(60), AmbiguousRule.Then.RESEND), clocks.wall(), 7);
        return new Dispatcher(new DispatchPorts(store, control, control, listener),
                new DispatchRules(DispatchSettings.defaults(), decisions, Suppression.none(),
                        new Texts(Map.of("t", "{signature}{name}"), false, listener)),
                clocks);
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
    }

    private void accept(int from, int count, Grade grade) {
        for (int i = from; i < from + count; i++) {
            Warning warning = new Warning(new WarningId(i % PARTITIONS, i, 0), Rig.BATCH, "c", "r" + i,
                    new Phone("86138" + String.format("%08d", i)), Operator.MOBILE, grade, "", "n" + i, Map.of(),
                    "default", clocks.now(), null, null);
            store.accept(warning, new Lane(Channel.SMS, Operator.MOBILE, grade), i % 512 == 0);
        }
    }

    private void until(WarningState state, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(store.in(state))
                .isEqualTo(count));
    }

    @Test
    void everything_is_sent_once_by_threads_too() {
        MemoryCarrier carrier = carrier(256, null).carrier();
        dispatcher.start();
        accept(1, 20_000, Grade.LOW);
        until(WarningState.AWAITING_RECEIPT, 20_000);
        assertThat(carrier.written()).hasSize(20_000);
        assertThat(carrier.written().stream().map(sent -> sent.outgoing().text()).distinct()).hasSize(20_000);
        assertThat(carrier.written().getFirst().outgoing().text()).startsWith("【S】n");
    }

    @Test
    void the_end_hands_back_what_was_not_sent_and_keeps_what_was_answered() {
        TurningCarrier carrier = carrier(64, Rate.perSecond(2000));
        dispatcher.start();
        accept(1, 5000, Grade.LOW);
        Awaitility.await().until(() -> store.in(WarningState.AWAITING_RECEIPT) > 100);
        carrier.still(true);
        Awaitility.await().until(() -> store.in(WarningState.IN_FLIGHT) > 64);
        carrier.still(false);
        dispatcher.close(Duration.ofSeconds(10));
        assertThat(store.in(WarningState.IN_FLIGHT)).isZero();
        assertThat(store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(carrier.carrier().written().size());
        assertThat(store.in(WarningState.READY)).isEqualTo(5000 - carrier.carrier().written().size());
    }

    @Test
    void an_urgent_warning_is_out_at_once_while_thousands_wait() {
        MemoryCarrier carrier = carrier(64, Rate.perSecond(200)).carrier();
        accept(1, 10_000, Grade.LOW);
        dispatcher.start();
        Awaitility.await().until(() -> carrier.written().size() > 50);
        int before = carrier.written().size();
        accept(20_480, 1, Grade.URGENT);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> carrier.written().stream()
                .anyMatch(sent -> sent.outgoing().text().endsWith("n20480")));
        int place = 0;
        while (!carrier.written().get(place).outgoing().text().endsWith("n20480")) {
            place++;
        }
        assertThat(place - before).as("lower ones that went first").isLessThan(40);
    }

    @Test
    void the_status_names_every_line() {
        carrier(64, Rate.perSecond(200));
        dispatcher.start();
        LineStatus status = dispatcher.status().getFirst();
        assertThat(status.name()).isEqualTo("a");
        assertThat(status.rate()).isEqualTo(200.0);
        assertThat(status.health().isUp()).isTrue();
        assertThat(status.breaker()).isEqualTo(DispatchListener.BreakerState.CLOSED);
    }
}
