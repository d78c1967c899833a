package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What lines do while all sending is stopped, on one thread and a moved clock. */
class GlobalStopTest {
    private final Rig rig = new Rig(2000, Suppression.none());

    private static Duration millis(long n) {
        return Duration.ofMillis(n);
    }

    private void release() {
        rig.control.release("li", "checked", "", Duration.ofMinutes(1));
        rig.control.release("wang", "checked too", rig.control.stopped().orElseThrow().asked(), Duration.ofMinutes(1));
    }

    @Test
    void nothing_is_sent_not_even_what_is_urgent_and_nothing_is_lost() {
        MemoryCarrier texts = rig.carrier("a", 10, Rate.perSecond(100), 100);
        rig.accept(Grade.LOW, 300);
        rig.start();
        rig.run(millis(500));
        rig.control.stop("zhang", "user", "wrong text");
        rig.run(millis(300));
        int before = texts.written().size();
        rig.accept(Grade.URGENT, 50);
        rig.run(millis(3000));
        assertThat(texts.written().size()).isEqualTo(before);
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isZero();
        assertThat(rig.waiting("a")).isZero();

        release();
        rig.run(millis(6000));
        assertThat(texts.written().size()).isEqualTo(350);
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(350);
    }

    @Test
    void a_trunk_rings_nobody_and_lets_calls_under_way_end() {
        MemoryCarrier trunk = rig.trunk("t", 5, null, new CallLimit(5, 0, Duration.ofMinutes(5)));
        rig.acceptCalls(Grade.URGENT, 40);
        rig.start();
        // Nobody answers: five calls are under way.
        rig.run(millis(500), () -> trunk.write(40));
        assertThat(trunk.written()).hasSize(5);
        rig.control.stop("zhang", "user", "wrong dialog");
        rig.run(millis(1000), () -> trunk.write(40));
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).as("the rest went back").isEqualTo(5);
        rig.run(millis(1000));
        assertThat(trunk.written()).as("others ended, nobody is rung").hasSize(5);
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isZero();

        release();
        rig.run(millis(3000));
        assertThat(trunk.written()).hasSizeGreaterThan(5);
    }

    @Test
    void a_node_that_cannot_ask_when_it_starts_sends_nothing_until_it_can() {
        MemoryCarrier carrier = rig.carrier("a", 10, null, 100);
        rig.accept(Grade.URGENT, 20);
        rig.control.down(true);
        rig.start();
        rig.run(millis(2000));
        assertThat(carrier.written()).isEmpty();
        rig.control.down(false);
        rig.run(millis(1000));
        assertThat(carrier.written()).hasSize(20);
    }

    @Test
    void what_was_known_last_holds_while_nobody_can_be_asked() {
        MemoryCarrier carrier = rig.carrier("a", 10, null, 100);
        rig.control.stop("zhang", "user", "wrong text");
        rig.start();
        rig.run(millis(500));
        rig.control.down(true);
        rig.accept(Grade.URGENT, 20);
        rig.run(millis(2000));
        assertThat(carrier.written()).isEmpty();
    }
}
