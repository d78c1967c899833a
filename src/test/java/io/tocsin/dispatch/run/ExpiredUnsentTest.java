package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.plan.Suppression;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whose time ran out before anybody tried to warn them is told, whichever way it is found out. */
class ExpiredUnsentTest {
    private final Rig rig = new Rig(1000, Suppression.none());

    @Test
    void one_that_is_found_expired_when_it_is_claimed_is_told() {
        rig.carrier("a", 64, null, 100);
        Warning late = accept(Grade.LOW, Duration.ofMillis(50));
        rig.control.pause(Rig.BATCH);
        rig.start();
        rig.run(Duration.ofMillis(100));
        rig.control.resume(Rig.BATCH);
        rig.run(Duration.ofMillis(1500));
        assertThat(rig.store.progress(late.id()).state()).isEqualTo(WarningState.EXPIRED);
        assertThat(rig.expiredUnsent).isEqualTo(Map.of(Grade.LOW, 1));
    }

    @Test
    void one_behind_a_carrier_that_is_down_is_told() {
        rig.carrier("a", 64, null, 100).up(false);
        Warning late = accept(Grade.HIGH, Duration.ofMillis(50));
        rig.start();
        rig.run(Duration.ofSeconds(20));
        assertThat(rig.store.progress(late.id()).state()).isEqualTo(WarningState.EXPIRED);
        assertThat(rig.expiredUnsent).isEqualTo(Map.of(Grade.HIGH, 1));
    }

    @Test
    void one_that_was_tried_is_not() {
        MemoryCarrier carrier = rig.carrier("a", 64, null, 100);
        carrier.replies(out -> new AttemptEnd.Failed(new Cause(CauseClass.BUSY, "1")));
        Warning tried = accept(Grade.HIGH, Duration.ofMillis(500));
        rig.start();
        rig.run(Duration.ofSeconds(20));
        assertThat(carrier.written()).isNotEmpty();
        assertThat(rig.store.progress(tried.id()).state()).isEqualTo(WarningState.EXPIRED);
        assertThat(rig.expiredUnsent).isEmpty();
    }

    private Warning accept(Grade grade, Duration life) {
        Warning warning = rig.warning(grade, Operator.MOBILE, "x",
                rig.time.now().plusMillis(life.toMillis()));
        rig.store.accept(warning, new Lane(Channel.SMS, Operator.MOBILE, grade), true);
        return warning;
    }
}
