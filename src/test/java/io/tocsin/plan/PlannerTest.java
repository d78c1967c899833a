package io.tocsin.plan;

import static io.tocsin.plan.Samples.CALL;
import static io.tocsin.plan.Samples.NOON;
import static io.tocsin.plan.Samples.RESEND;
import static io.tocsin.plan.Samples.SMS;
import static io.tocsin.plan.Samples.SMS_ONLY;
import static io.tocsin.plan.Samples.SMS_THEN_CALL;
import static io.tocsin.plan.Samples.ask;
import static io.tocsin.plan.Samples.awaiting;
import static io.tocsin.plan.Samples.cause;
import static io.tocsin.plan.Samples.inFlight;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlannerTest {
    private static AttemptEnd failed(CauseClass type) {
        return new AttemptEnd.Failed(cause(type));
    }

    @Test
    void an_accepted_attempt_is_spent_and_waits_for_its_receipt() {
        Ruling ruling = Planner.decide(ask(inFlight(0, 1), SMS_ONLY), new AttemptEnd.Accepted());
        assertThat(ruling.decision()).isEqualTo(new Decision.Await(false));
        assertThat(ruling.to().state()).isEqualTo(WarningState.AWAITING_RECEIPT);
        assertThat(ruling.to().stepAttempts()).isEqualTo(1);
        assertThat(ruling.to().attempts()).isEqualTo(2);
        assertThat(ruling.to().parts()).as("the column named the node while in flight").isZero();
    }

    @Test
    void a_delivery_ends_it_as_reached() {
        Ruling ruling = Planner.decide(ask(awaiting(1, 1, 0), SMS_THEN_CALL),
                new AttemptEnd.Delivered(cause(CauseClass.REACHED)));
        assertThat(ruling.to().state()).isEqualTo(WarningState.REACHED);
        assertThat(ruling.to().attempts()).isEqualTo(1);
        assertThat(ruling.note()).isEqualTo(new Note(Note.Kind.RECEIPT, "RAW:REACHED"));
    }

    @Test
    void a_delivery_that_must_be_confirmed_goes_on_to_the_next_step() {
        Playbook playbook = Playbook.chain("p", List.of(new Step(Channel.SMS, "t", 2, true), CALL), RetryRules.fast());
        Progress accepted = Planner.decide(ask(inFlight(0, 0), playbook), new AttemptEnd.Accepted()).to();
        assertThat(accepted.has(Progress.CONFIRM)).isTrue();
        Ruling ruling = Planner.decide(ask(accepted, playbook), new AttemptEnd.Delivered(cause(CauseClass.REACHED)));
        assertThat(ruling.decision()).isInstanceOfSatisfying(Decision.NextStep.class, next -> {
            assertThat(next.step()).isEqualTo(1);
            assertThat(next.lane().channel()).isEqualTo(Channel.VOICE);
        });
        assertThat(ruling.to().state()).isEqualTo(WarningState.READY);
        assertThat(ruling.to().stepAttempts()).isZero();
        assertThat(ruling.to().has(Progress.CONFIRM)).isFalse();
    }

    @Test
    void a_step_that_confirms_but_has_no_successor_is_enough() {
        Playbook playbook = Playbook.chain("p", List.of(new Step(Channel.SMS, "t", 2, true)), RetryRules.fast());
        Progress accepted = Planner.decide(ask(inFlight(0, 0), playbook), new AttemptEnd.Accepted()).to();
        assertThat(accepted.has(Progress.CONFIRM)).isFalse();
        assertThat(Planner.decide(ask(accepted, playbook), new AttemptEnd.Delivered(cause(CauseClass.REACHED))).to()
                .state()).isEqualTo(WarningState.REACHED);
    }

    /** The robot asked, and heard it; then Asterisk died, the line broke, or nobody listened. */
    @Test
    void a_flagged_warning_is_called_by_a_person_and_never_by_the_robot_again() {
        Playbook calls = Playbook.chain("p", List.of(CALL, SMS), RetryRules.fast());
        Progress fresh = inFlight(0, 0);
        Progress flagged = new Progress(fresh.state(), fresh.cause(), fresh.at(), fresh.fence(), 0, 0, 0, 0, 1,
                Progress.FLAGGED, fresh.parts());
        for (AttemptEnd end : List.of(failed(CauseClass.NO_ANSWER), failed(CauseClass.NETWORK),
                failed(CauseClass.PERMANENT), new AttemptEnd.Unknown(cause(CauseClass.AMBIGUOUS)),
                new AttemptEnd.NeverSent())) {
            Progress to = Planner.decide(ask(flagged, calls), end).to();
            assertThat(to.state()).as("%s", end).isEqualTo(WarningState.REACHED);
            assertThat(to.cause()).isEqualTo(CauseClass.REACHED);
            assertThat(to.flags()).isEqualTo(Progress.FLAGGED);
        }
        Progress late = awaiting(1, 1, Progress.AMBIGUOUS | Progress.FLAGGED);
        assertThat(Planner.decide(ask(late, calls), new AttemptEnd.WaitOver()).to().state())
                .isEqualTo(WarningState.REACHED);
        assertThat(Planner.decide(ask(fresh, calls), failed(CauseClass.NO_ANSWER)).to().state())
                .as("not flagged").isEqualTo(WarningState.SCHEDULED);
    }

    @Test
    void waits_grow_with_the_attempts_of_the_step() {
        Ruling first = Planner.decide(ask(inFlight(0, 0), SMS_ONLY), failed(CauseClass.UNREACHABLE));
        Ruling second = Planner.decide(ask(inFlight(1, 1), SMS_ONLY), failed(CauseClass.POWERED_OFF));
        assertThat(first.decision()).isInstanceOfSatisfying(Decision.Retry.class,
                retry -> assertThat(retry.at()).isEqualTo(NOON.plus(Duration.ofMinutes(1))));
        assertThat(second.decision()).isInstanceOfSatisfying(Decision.Retry.class,
                retry -> assertThat(retry.at()).isEqualTo(NOON.plus(Duration.ofMinutes(10))));
        assertThat(second.to().state()).isEqualTo(WarningState.SCHEDULED);
        assertThat(second.to().cause()).isEqualTo(CauseClass.POWERED_OFF);
    }

    @Test
    void the_last_attempt_of_a_step_leads_to_the_next_and_of_the_last_step_to_the_end() {
        Ruling next = Planner.decide(ask(awaiting(3, 3, 0), SMS_THEN_CALL), failed(CauseClass.UNREACHABLE));
        Ruling end = Planner.decide(ask(awaiting(3, 3, 0), SMS_ONLY), failed(CauseClass.UNREACHABLE));
        assertThat(next.decision()).isInstanceOf(Decision.NextStep.class);
        assertThat(end.to().state()).isEqualTo(WarningState.UNREACHED);
        assertThat(end.to().cause()).isEqualTo(CauseClass.UNREACHABLE);
    }

    @Test
    void the_budget_ends_it_although_a_step_is_left() {
        Playbook poor = new Playbook("p", Playbook.Mode.CHAIN, List.of(SMS, CALL), 2, 20, RetryRules.fast());
        assertThat(Planner.decide(ask(inFlight(1, 1), poor), failed(CauseClass.BUSY)).to().state())
                .isEqualTo(WarningState.UNREACHED);
    }

    @Test
    void a_permanent_cause_passes_over_steps_of_the_same_channel() {
        Playbook playbook = Playbook.chain("p", List.of(SMS, SMS, CALL), RetryRules.fast());
        Ruling ruling = Planner.decide(ask(inFlight(0, 0), playbook), failed(CauseClass.PERMANENT));
        assertThat(ruling.to().step()).isEqualTo(2);
        assertThat(Planner.decide(ask(inFlight(0, 0), SMS_ONLY), failed(CauseClass.PERMANENT)).to().state())
                .isEqualTo(WarningState.UNREACHED);
    }

    @ParameterizedTest
    @EnumSource(value = CauseClass.class, names = {"NETWORK", "CONFIG"})
    void network_and_configuration_faults_spend_nothing_but_are_bounded(CauseClass type) {
        Progress progress = inFlight(0, 0);
        for (int i = 0; i < Playbook.NETWORK_RETRIES; i++) {
            Ruling ruling = Planner.decide(ask(progress, SMS_ONLY), failed(type));
            assertThat(ruling.decision()).isInstanceOf(Decision.Retry.class);
            assertThat(ruling.to().attempts()).isZero();
            progress = ruling.to().with(WarningState.IN_FLIGHT);
        }
        assertThat(Planner.decide(ask(progress, SMS_ONLY), failed(type)).to().state())
                .isEqualTo(WarningState.UNREACHED);
    }

    @Test
    void a_receipt_that_blames_the_network_gives_the_attempt_back() {
        Ruling ruling = Planner.decide(ask(awaiting(3, 3, 0), SMS_ONLY), failed(CauseClass.NETWORK));
        assertThat(ruling.decision()).isInstanceOf(Decision.Retry.class);
        assertThat(ruling.to().attempts()).isEqualTo(2);
        assertThat(ruling.to().networkRetries()).isEqualTo(1);
    }

    @Test
    void one_that_was_never_sent_goes_back_to_the_head_and_costs_nothing() {
        Ruling ruling = Planner.decide(ask(inFlight(1, 2), SMS_ONLY), new AttemptEnd.NeverSent("carrier down"));
        assertThat(ruling.decision()).isInstanceOf(Decision.BackToLane.class);
        assertThat(ruling.to().state()).isEqualTo(WarningState.READY);
        assertThat(ruling.to().attempts()).isEqualTo(2);
        assertThat(ruling.to().networkRetries()).isZero();
        assertThat(ruling.to().fence()).as("a fence is never taken back").isEqualTo(5);
        assertThat(ruling.note()).isEqualTo(new Note(Note.Kind.RETURNED, "carrier down"));
    }

    @Test
    void an_unknown_end_waits_and_is_then_resent_with_a_mark() {
        Ruling unknown = Planner.decide(ask(inFlight(0, 0), SMS_ONLY),
                new AttemptEnd.Unknown(cause(CauseClass.AMBIGUOUS)));
        assertThat(unknown.to().state()).isEqualTo(WarningState.AWAITING_RECEIPT);
        assertThat(unknown.to().has(Progress.AMBIGUOUS)).isTrue();
        assertThat(unknown.to().attempts()).isEqualTo(1);
        Ruling over = Planner.decide(ask(unknown.to(), SMS_ONLY), new AttemptEnd.WaitOver());
        assertThat(over.to().state()).isEqualTo(WarningState.READY);
        assertThat(over.to().has(Progress.RESENT)).isTrue();
        assertThat(over.to().has(Progress.AMBIGUOUS)).isFalse();
        assertThat(over.note()).isEqualTo(new Note(Note.Kind.RESEND, "repeats attempt " + unknown.to().fence()
                + ", its end is unknown"));
    }

    @Test
    void a_resend_needs_an_attempt_that_is_left() {
        Ruling over = Planner.decide(ask(awaiting(3, 3, Progress.AMBIGUOUS), SMS_ONLY), new AttemptEnd.WaitOver());
        assertThat(over.to().state()).isEqualTo(WarningState.UNREACHED);
        assertThat(over.to().cause()).isEqualTo(CauseClass.AMBIGUOUS);
        assertThat(over.note().kind()).isEqualTo(Note.Kind.NO_RECEIPT);
        assertThat(over.note().text()).endsWith("is unknown, none is left for a repeat");
    }

    @Test
    void the_carriers_rule_may_ask_for_the_next_step_or_the_end() {
        Progress waiting = awaiting(1, 1, Progress.AMBIGUOUS);
        for (AmbiguousRule.Then then : List.of(AmbiguousRule.Then.NEXT_STEP, AmbiguousRule.Then.UNREACHED)) {
            Planner.Question q = new Planner.Question(Samples.warning(null), waiting, SMS_THEN_CALL,
                    new AmbiguousRule(Duration.ofMinutes(1), then), NOON, 0.5);
            assertThat(Planner.decide(q, new AttemptEnd.WaitOver()).to().state()).isEqualTo(
                    then == AmbiguousRule.Then.NEXT_STEP ? WarningState.READY : WarningState.UNREACHED);
        }
    }

    @Test
    void no_receipt_at_all_is_unreached_with_an_unknown_cause() {
        Ruling ruling = Planner.decide(ask(awaiting(1, 1, 0), SMS_THEN_CALL), new AttemptEnd.NoReceipt());
        assertThat(ruling.to().state()).isEqualTo(WarningState.UNREACHED);
        assertThat(ruling.to().cause()).isEqualTo(CauseClass.AMBIGUOUS);
        assertThat(ruling.note().kind()).isEqualTo(Note.Kind.NO_RECEIPT);
    }

    @Test
    void a_retry_that_would_come_too_late_ends_it_as_expired() {
        Planner.Question q = new Planner.Question(Samples.warning(NOON.plusSeconds(30)), inFlight(0, 0), SMS_ONLY,
                RESEND, NOON, 0.5);
        assertThat(Planner.decide(q, failed(CauseClass.UNREACHABLE)).to().state()).isEqualTo(WarningState.EXPIRED);
        Planner.Question chain = new Planner.Question(Samples.warning(NOON.plusSeconds(30)), inFlight(0, 0),
                SMS_THEN_CALL, RESEND, NOON, 0.5);
        assertThat(Planner.decide(chain, failed(CauseClass.UNREACHABLE)).decision())
                .as("another step can still come in time").isInstanceOf(Decision.NextStep.class);
    }

    @Test
    void what_comes_after_the_end_changes_nothing() {
        Progress reached = awaiting(1, 1, 0).with(WarningState.REACHED);
        for (AttemptEnd end : List.of(failed(CauseClass.PERMANENT), new AttemptEnd.WaitOver(),
                new AttemptEnd.Delivered(cause(CauseClass.REACHED)))) {
            Ruling ruling = Planner.decide(ask(reached, SMS_ONLY), end);
            assertThat(ruling.to()).isEqualTo(reached);
            assertThat(ruling.note().kind()).isEqualTo(Note.Kind.LATE_RECEIPT);
        }
    }

    @Test
    void a_late_delivery_still_reaches_a_warning_that_waits_for_its_retry() {
        Progress waiting = awaiting(1, 1, 0).with(WarningState.SCHEDULED);
        assertThat(Planner.decide(ask(waiting, SMS_ONLY), new AttemptEnd.Delivered(cause(CauseClass.REACHED))).to()
                .state()).isEqualTo(WarningState.REACHED);
    }
}
