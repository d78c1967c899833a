package io.tocsin.dispatch.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Rate;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener.BreakerState;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trunks begin slowly, give way to congestion, and take over from one another when a network fails.
 */
class TrunkFaultsTest {
    private static final CallLimit LINES = new CallLimit(1_000, 0, Duration.ofMinutes(30));
    private static final CallRules SLOWLY = new CallRules(LINES, Duration.ofSeconds(30), _ -> false, _ -> false);
    private static final CallRules CONGESTED = new CallRules(LINES, Duration.ZERO,
            cause -> CallCauses.isCongestion(cause.raw()), CallCauses::isNetworkRefusal);
    private static final AttemptEnd REFUSED = new Failed(new Cause(CauseClass.REJECTED, "21/403"));
    private final Rig rig = new Rig(2000, Suppression.none());

    private int written(MemoryCarrier trunk, long seconds) {
        int before = trunk.written().size();
        rig.run(Duration.ofSeconds(seconds));
        return trunk.written().size() - before;
    }

    private double rate(String trunk) {
        return Objects.requireNonNull(rig.lines.get(trunk)).limit().ofAccount(rig.time.nanos());
    }

    private BreakerState breaker(String trunk) {
        return Objects.requireNonNull(rig.lines.get(trunk)).breaker().state();
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
    void a_trunk_whose_network_refuses_everybody_is_left_until_it_rings_somebody() {
        MemoryCarrier bad = rig.trunk("bad", 10, Rate.perSecond(100), CONGESTED);
        rig.acceptCalls(Grade.LOW, 500);
        rig.start();
        rig.run(Duration.ofSeconds(2));
        int rung = bad.written().size();
        assertThat(rung).as("good answers, more than the breaker's half").isGreaterThan(100);

        bad.replies(_ -> REFUSED);
        assertThat(written(bad, 9)).as("refused in a row, then none").isBetween(20, 30);
        assertThat(breaker("bad")).isEqualTo(BreakerState.OPEN);
        assertThat(written(bad, 8)).as("the trials").isEqualTo(10);
        assertThat(breaker("bad")).isEqualTo(BreakerState.OPEN);
        bad.replies(_ -> new AttemptEnd.Accepted());
        written(bad, 8);
        assertThat(rig.breakers).containsExactly("bad OPEN", "bad HALF_OPEN", "bad OPEN", "bad HALF_OPEN",
                "bad CLOSED");
        assertThat(bad.written()).hasSizeGreaterThan(rung + 100);
    }

    @Test
    void refused_numbers_among_others_are_no_fault_of_the_trunk() {
        MemoryCarrier trunk = rig.trunk("t", 10, Rate.perSecond(100), CONGESTED);
        AtomicInteger calls = new AtomicInteger();
        trunk.replies(_ -> calls.incrementAndGet() % 20 == 0
                ? new Failed(new Cause(CauseClass.BUSY, "17/486"))
                : REFUSED);
        rig.acceptCalls(Grade.LOW, 500);
        rig.start();

        assertThat(written(trunk, 4)).isGreaterThan(300);
        assertThat(breaker("t")).isEqualTo(BreakerState.CLOSED);
    }

    @ParameterizedTest
    @CsvSource({"PERMANENT, 21/403", "REJECTED, 21/603", "BUSY, 17/486"})
    void what_says_of_whom_it_is_leaves_the_trunk_alone(CauseClass type, String raw) {
        MemoryCarrier trunk = rig.trunk("t", 10, Rate.perSecond(100), CONGESTED);
        trunk.replies(_ -> new Failed(new Cause(type, raw)));
        rig.acceptCalls(Grade.LOW, 100);
        rig.start();

        assertThat(written(trunk, 2)).isGreaterThanOrEqualTo(100);
        assertThat(breaker("t")).isEqualTo(BreakerState.CLOSED);
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
