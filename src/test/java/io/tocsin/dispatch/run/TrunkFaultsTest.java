package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.MemoryCarrier;
import io.tocsin.dispatch.call.CallLimit;
import io.tocsin.dispatch.call.CallRules;
import io.tocsin.plan.Suppression;
import io.tocsin.send.voice.CallCauses;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.AttemptEnd.Failed;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trunks begin slowly, give way to congestion, and take over from one another when a network fails.
 */
class TrunkFaultsTest {
    private static final CallLimit LINES = new CallLimit(1_000, 0, Duration.ofMinutes(30));
    private static final CallRules SLOWLY = new CallRules(LINES, Duration.ofSeconds(30), _ -> false);
    private static final CallRules CONGESTED = new CallRules(LINES, Duration.ZERO,
            cause -> CallCauses.isCongestion(cause.raw()));
    private final Rig rig = new Rig(2000, Suppression.none());

    private int written(MemoryCarrier trunk, long seconds) {
        int before = trunk.written().size();
        rig.run(Duration.ofSeconds(seconds));
        return trunk.written().size() - before;
    }

    private double rate(String trunk) {
        return Objects.requireNonNull(rig.lines.get(trunk)).limit().ofAccount(rig.time.nanos());
    }

    @Test
    void the_rate_of_a_trunk_grows_after_the_start_after_a_fault_and_after_a_suspension() {
        MemoryCarrier trunk = rig.trunk("t", 1_000, Rate.perSecond(100), SLOWLY);
        rig.acceptCalls(Grade.LOW, 6_000);
        rig.start();

        assertThat(written(trunk, 2)).isBetween(40, 65);
        written(trunk, 14);
        assertThat(written(trunk, 2)).isBetween(110, 150);
        written(trunk, 14);
        assertThat(written(trunk, 2)).isBetween(185, 200);
        trunk.up(false);
        written(trunk, 1);
        trunk.up(true);
        assertThat(written(trunk, 2)).isBetween(40, 65);
        written(trunk, 30);
        rig.control.set("t", new Switches(true, null, null, null));
        written(trunk, 1);
        rig.control.set("t", new Switches(false, null, null, null));
        assertThat(written(trunk, 2)).isBetween(30, 65);
        assertThat(Objects.requireNonNull(rig.lines.get("t")).limit().isStarting(rig.time.nanos())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"34/503, true", "38/500, true", "42/-, true", "21/503, true", "41/409, false", "17/486, false",
            "timeout:34/503, false"})
    void congestion_halves_the_rate_for_a_while_and_says_so(String raw, boolean halves) {
        MemoryCarrier trunk = rig.trunk("t", 1_000, Rate.perSecond(100), CONGESTED);
        rig.acceptCalls(Grade.LOW, 2_000);
        trunk.replies(_ -> new Failed(new Cause(CauseClass.NETWORK, raw)));
        rig.start();
        rig.run(Duration.ofMillis(20), trunk::turn);
        trunk.replies(_ -> new AttemptEnd.Accepted());

        assertThat(rate("t")).isEqualTo(halves ? 50 : 100);
        var slowed = Objects.requireNonNull(rig.lines.get("t")).slowness().now(rig.time.nanos());
        assertThat(slowed == null ? "" : slowed.code()).isEqualTo(halves ? raw : "");
        rig.run(Duration.ofSeconds(12));
        assertThat(rate("t")).isEqualTo(100);
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isGreaterThan(300);
    }

    @Test
    void a_call_that_a_network_failed_is_rung_again_by_another_trunk() {
        MemoryCarrier bad = rig.trunk("bad", 1_000, Rate.perSecond(100), LINES);
        MemoryCarrier good = rig.trunk("good", 1_000, Rate.perSecond(100), LINES);
        bad.replies(_ -> new Failed(new Cause(CauseClass.NETWORK, "41/409")));
        rig.acceptCalls(Grade.LOW, 30);
        rig.start();
        rig.run(Duration.ofSeconds(5));

        assertThat(bad.written()).isNotEmpty();
        assertThat(bad.written().stream().map(sent -> sent.outgoing().phone())).doesNotHaveDuplicates();
        assertThat(good.written()).hasSize(30);
        assertThat(rig.store.in(WarningState.AWAITING_RECEIPT)).isEqualTo(30);
    }

    @Test
    void the_only_trunk_that_is_able_rings_again_itself() {
        MemoryCarrier bad = rig.trunk("bad", 1_000, Rate.perSecond(100), LINES);
        MemoryCarrier down = rig.trunk("down", 1_000, Rate.perSecond(100), LINES);
        down.up(false);
        bad.replies(_ -> new Failed(new Cause(CauseClass.NETWORK, "41/409")));
        rig.acceptCalls(Grade.LOW, 1);
        rig.start();
        rig.run(Duration.ofSeconds(3));

        assertThat(bad.written()).hasSizeGreaterThan(2);
    }
}
