package io.tocsin.plan;

import static io.tocsin.plan.Samples.NOON;
import static io.tocsin.plan.Samples.RESEND;
import static io.tocsin.plan.Samples.SMS_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A carrier whose quota is used up, or that takes nothing at this hour, and whoever is open beside
 * it.
 */
class ClosedCarrierTest {
    private static final Instant MORNING = NOON.plus(Duration.ofHours(20));

    private static Ruling decide(Progress progress, CauseClass type, Instant... others) {
        Planner.Question q = new Planner.Question(Samples.warning(null), progress, SMS_ONLY, RESEND, NOON, 0.5,
                List.of(others));
        return Planner.decide(q, new AttemptEnd.Failed(Samples.cause(type)));
    }

    private static Instant due(Ruling ruling) {
        return ((Decision.Retry) ruling.decision()).at();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTA", "TIME_WINDOW"})
    void what_is_refused_goes_to_each_that_is_open_and_then_waits(CauseClass type) {
        Ruling first = decide(Samples.inFlight(0, 0), type, NOON, NOON.minusSeconds(1));
        assertThat(due(first)).isEqualTo(NOON);
        assertThat(first.to().attempts()).isZero();
        assertThat(first.to().networkRetries()).isOne();
        assertThat(first.to().refusers()).isEqualTo(Progress.bit(first.to().carrier()));
        Ruling second = decide(first.to().with(WarningState.IN_FLIGHT).by(4), type, NOON);
        assertThat(due(second)).isEqualTo(NOON);
        assertThat(second.to().refusers()).isEqualTo(first.to().refusers() | Progress.bit(4));
        Ruling third = decide(second.to().with(WarningState.IN_FLIGHT).by(5), type);
        assertThat(due(third)).isEqualTo(MORNING);
        assertThat(third.to().attempts()).isOne();
        assertThat(third.to().refusers()).as("a new round").isZero();
    }

    @Test
    void who_refused_is_known_until_an_attempt_is_spent() {
        Progress refused = decide(Samples.inFlight(0, 0), CauseClass.QUOTA, NOON).to();
        int who = refused.refusers();
        assertThat(who).isNotZero();
        Progress again = refused.with(WarningState.IN_FLIGHT).by(4);
        assertThat(decide(again, new AttemptEnd.NeverSent("")).refusers()).isEqualTo(who);
        assertThat(decide(again, new AttemptEnd.Failed(Samples.cause(CauseClass.NETWORK))).refusers()).isEqualTo(who);
        assertThat(decide(again, new AttemptEnd.Failed(Samples.cause(CauseClass.BUSY))).refusers()).isZero();
        assertThat(decide(again, new AttemptEnd.Accepted()).parts()).as("parts delivered").isZero();
        assertThat(decide(again, new AttemptEnd.Unknown(Samples.cause(CauseClass.AMBIGUOUS))).parts()).isZero();
    }

    @Test
    void who_refused_is_not_taken_for_parts_that_were_delivered_when_something_else_is_the_cause() {
        Progress again = decide(Samples.inFlight(0, 0), CauseClass.QUOTA, NOON).to().with(WarningState.IN_FLIGHT).by(4);
        Progress waits = decide(again, new AttemptEnd.FlowControlled(Samples.cause(CauseClass.UNREACHABLE), false));
        assertThat(waits.state()).isEqualTo(WarningState.SCHEDULED);
        assertThat(waits.parts()).isZero();
    }

    @Test
    void who_is_asked_again_as_nobody_else_was_ready_is_not_asked_at_once_when_it_refuses_again() {
        Progress once = decide(Samples.inFlight(0, 0), CauseClass.QUOTA, NOON).to();
        Ruling twice = decide(once.with(WarningState.IN_FLIGHT), CauseClass.QUOTA, NOON);
        assertThat(due(twice)).isBetween(NOON.plusSeconds(1), NOON.plusSeconds(60));
        assertThat(twice.to().attempts()).isZero();
    }

    private static Progress decide(Progress progress, AttemptEnd end) {
        return Planner.decide(Samples.ask(progress, SMS_ONLY), end).to();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTA", "TIME_WINDOW"})
    void the_first_that_opens_is_waited_for(CauseClass type) {
        Instant soon = NOON.plusSeconds(3600);
        assertThat(due(decide(Samples.inFlight(0, 0), type, soon.plusSeconds(60), soon))).isEqualTo(soon);
        assertThat(due(decide(Samples.inFlight(0, 0), type, MORNING.plusSeconds(1)))).isEqualTo(MORNING);
        assertThat(due(decide(Samples.inFlight(0, 0), type))).isEqualTo(MORNING);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTA", "TIME_WINDOW"})
    void what_a_receipt_refuses_stays_spent_and_does_not_go_round(CauseClass type) {
        Ruling first = decide(Samples.awaiting(1, 1, 0), type, NOON);
        assertThat(due(first)).isEqualTo(NOON);
        assertThat(first.to().attempts()).isOne();
        assertThat(due(decide(Samples.awaiting(2, 2, 0), type, NOON))).isEqualTo(MORNING);
        assertThat(decide(Samples.awaiting(3, 3, 0), type, NOON, NOON, NOON, NOON).to().state())
                .isEqualTo(WarningState.UNREACHED);
    }
}
