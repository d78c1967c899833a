package io.tocsin.plan;

import static io.tocsin.plan.Samples.NOON;
import static io.tocsin.plan.Samples.RESEND;
import static io.tocsin.plan.Samples.SMS_ONLY;
import static io.tocsin.plan.Samples.SMS_THEN_CALL;
import static io.tocsin.plan.Samples.ask;
import static io.tocsin.plan.Samples.inFlight;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Note;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What flow control does to one warning. */
class FlowControlTest {
    private static final Cause CODE = new Cause(CauseClass.NETWORK, "submit:8");

    private static Duration wait(Progress from, boolean alone, double random) {
        Planner.Question q = new Planner.Question(Samples.warning(null), from, SMS_ONLY, RESEND, NOON, random);
        Ruling ruling = Planner.decide(q, new AttemptEnd.FlowControlled(CODE, alone));
        assertThat(ruling.decision()).isInstanceOf(Decision.Retry.class);
        return Duration.between(NOON, ((Decision.Retry) ruling.decision()).at());
    }

    @Test
    void of_the_account_it_spends_nothing_and_never_ends_a_warning() {
        Progress progress = inFlight(1, 2);
        for (int i = 0; i < 1000; i++) {
            Ruling ruling = Planner.decide(ask(progress, SMS_ONLY), new AttemptEnd.FlowControlled(CODE));
            assertThat(ruling.decision()).isInstanceOf(Decision.Retry.class);
            assertThat(ruling.to().state()).isEqualTo(WarningState.SCHEDULED);
            assertThat(ruling.to().attempts()).isEqualTo(2);
            assertThat(ruling.to().stepAttempts()).isEqualTo(1);
            assertThat(ruling.to().networkRetries()).isZero();
            assertThat(ruling.note()).isEqualTo(
                    new Note(Note.Kind.SUBMIT_FAILED, "submit:8 (flow control, the carrier is slowed)"));
            progress = ruling.to().with(WarningState.IN_FLIGHT);
        }
    }

    @Test
    void of_one_number_it_spends_no_attempt_and_ends_the_step_after_as_many_as_network_faults() {
        for (Playbook playbook : new Playbook[]{SMS_ONLY, SMS_THEN_CALL}) {
            Progress progress = inFlight(0, 0);
            for (int i = 0; i < Playbook.NETWORK_RETRIES; i++) {
                Ruling ruling = Planner.decide(ask(progress, playbook), new AttemptEnd.FlowControlled(CODE, true));
                assertThat(ruling.decision()).isInstanceOf(Decision.Retry.class);
                assertThat(ruling.to().attempts()).isZero();
                progress = ruling.to().with(WarningState.IN_FLIGHT);
            }
            Ruling last = Planner.decide(ask(progress, playbook), new AttemptEnd.FlowControlled(CODE, true));
            assertThat(last.to().cause()).isEqualTo(CauseClass.NETWORK);
            assertThat(last.note().text()).startsWith("submit:8 ");
            if (playbook.equals(SMS_ONLY)) {
                assertThat(last.decision()).isEqualTo(new Decision.Finish(WarningState.UNREACHED, CODE));
            } else {
                assertThat(last.decision()).isInstanceOf(Decision.NextStep.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void waits_grow_and_are_bounded_over_seeds(boolean alone) {
        Random random = new Random(5);
        for (int n = 0; n < 20; n++) {
            Progress from = inFlight(0, 0);
            from = new Progress(from.state(), from.cause(), from.at(), from.fence(), 0, 0, 0, 0, 1,
                    Progress.refused(Progress.RESENT, n), 9);
            long middle = Math.min(30_000, 2000L << Math.min(n, 15));
            for (int i = 0; i < 50; i++) {
                assertThat(wait(from, alone, random.nextDouble())).isBetween(Duration.ofMillis(middle / 2),
                        Duration.ofMillis(middle * 3 / 2));
            }
            assertThat(wait(from, alone, 0)).isNotEqualTo(wait(from, alone, 1));
        }
    }

    @Test
    void refusals_are_counted_beside_the_flags_until_an_attempt_is_spent() {
        Progress from = new Progress(WarningState.IN_FLIGHT, CauseClass.NONE, 7, 5, 0, 0, 0, 0, 1,
                Progress.refused(Progress.RESENT | Progress.FLAGGED, 3), 9);
        Progress refused = Planner.decide(ask(from, SMS_ONLY), new AttemptEnd.FlowControlled(CODE)).to();
        assertThat(refused.refusals()).isEqualTo(4);
        assertThat(refused.has(Progress.RESENT)).isTrue();
        assertThat(refused.has(Progress.FLAGGED)).isTrue();
        Progress accepted = Planner.decide(ask(from, SMS_ONLY), new AttemptEnd.Accepted()).to();
        assertThat(accepted.refusals()).isZero();
        assertThat(accepted.flags()).isEqualTo(Progress.RESENT | Progress.FLAGGED);
        Progress back = Planner.decide(ask(from, SMS_ONLY), new AttemptEnd.NeverSent()).to();
        assertThat(back.refusals()).as("it says nothing of the number").isEqualTo(3);
    }
}
