package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A line and its share of a rate that it has in common with other nodes. */
class ShareTest {
    private final Rig rig = new Rig(10_000, Suppression.none());

    private MemoryCarrier carrier() {
        MemoryCarrier carrier = rig.carrier("a", 1000, Rate.perSecond(100), 100);
        rig.accept(Grade.LOW, 3000);
        return carrier;
    }

    @Test
    void while_others_hold_all_nothing_is_claimed() {
        MemoryCarrier carrier = carrier();
        rig.control.othersHold("a", 100);
        rig.start();
        rig.run(Duration.ofSeconds(2));
        assertThat(carrier.written()).isEmpty();
        assertThat(rig.store.in(WarningState.READY)).isEqualTo(3000);
        rig.control.othersHold("a", 75);
        rig.run(Duration.ofSeconds(2));
        assertThat(carrier.written().size()).isBetween(45, 50);
    }

    @Test
    void a_share_that_is_not_renewed_is_not_used_and_what_was_claimed_goes_back() {
        MemoryCarrier carrier = carrier();
        rig.start();
        rig.run(Duration.ofSeconds(1));
        rig.control.down(true);
        rig.run(Duration.ofSeconds(8));
        int sent = carrier.written().size();
        assertThat(sent).as("for six or seven seconds").isBetween(670, 800);
        rig.run(Duration.ofSeconds(2));
        assertThat(carrier.written()).hasSize(sent);
        assertThat(rig.store.in(WarningState.IN_FLIGHT)).isZero();
        rig.control.down(false);
        rig.run(Duration.ofSeconds(1));
        assertThat(carrier.written().size() - sent).isBetween(90, 100);
    }

    @Test
    void a_line_that_cannot_send_gives_its_share_back_after_a_while() {
        MemoryCarrier carrier = carrier();
        rig.start();
        rig.run(Duration.ofSeconds(1));
        carrier.up(false);
        rig.run(Duration.ofSeconds(2));
        assertThat(rig.control.given()).isEmpty();
        rig.run(Duration.ofSeconds(3));
        assertThat(rig.control.given()).containsExactly("a");
        int sent = carrier.written().size();
        carrier.up(true);
        rig.run(Duration.ofSeconds(1));
        assertThat(carrier.written().size() - sent).as("it has it again at once").isBetween(90, 100);
    }
}
