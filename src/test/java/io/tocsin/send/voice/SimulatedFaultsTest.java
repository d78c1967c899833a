package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voice carrier on a simulated Asterisk that misbehaves, goes away, or dies. */
class SimulatedFaultsTest {
    private static final Duration RING_AND_MARGIN = Duration.ofSeconds(14);
    private static final Duration MARGIN = Duration.ofSeconds(6);

    /** Whoever answers stays on the line. */
    private static PbxStand endless() throws InterruptedException {
        return new PbxStand(PbxBehaviour.good(new Span(1, 1), new Span(600_000, 600_000), 1));
    }

    @Test
    void calls_go_on_through_a_cut_connection_and_are_taken_up_again() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.outcomes.put(rig.attempt(1), Outcome.UNDERSTOOD);
            rig.call("2180", "2000");
            eventually(() -> assertThat(stand.pbx.counts().live()).isEqualTo(2));
            stand.pbx.cut();
            eventually(() -> assertThat(rig.pbx.counts().losses()).isOne());
            eventually(() -> assertThat(rig.carrier.health().isUp()).isTrue());
            assertThat(rig.carrier.capacity()).isEqualTo(8);
            rig.pass(RING_AND_MARGIN);
            rig.answers(1);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NO_ANSWER cancelled:16/-");
            stand.pbx.hangUpAll();
            rig.answers(2);
            assertThat(rig.book.end("2000#1")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(stand.pbx.counts().originates()).isEqualTo(2);
        }
    }

    @Test
    void what_ended_while_nobody_listened_waits_out_its_deadline_and_is_unknown() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.call("2180");
            eventually(() -> assertThat(stand.pbx.counts().live()).isOne());
            stand.pbx.refuse(true);
            stand.pbx.cut();
            eventually(() -> assertThat(rig.pbx.counts().losses()).isOne());
            stand.pbx.hangUpAll();
            eventually(() -> assertThat(stand.pbx.counts().live()).isZero());
            stand.pbx.refuse(false);
            eventually(() -> assertThat(rig.carrier.health().isUp()).isTrue());
            assertThat(rig.book.answers).isEmpty();
            assertThat(rig.carrier.health().windowUsed()).isOne();
            rig.pass(RING_AND_MARGIN);
            rig.answers(1);
            assertThat(rig.book.end("2180#0")).startsWith("unknown AMBIGUOUS lost:");
        }
    }

    /** It would hold its line for the longest that a talk may last. */
    @Test
    void an_answered_call_that_ended_while_nobody_listened_is_given_up_within_seconds() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.outcomes.put(rig.attempt(0), Outcome.UNDERSTOOD);
            long before = rig.pbx.counts().messages();
            rig.call("2000", "2000");
            // Response, channel, ringing twice, answered twice, OriginateResponse: of each.
            eventually(() -> assertThat(rig.pbx.counts().messages()).isGreaterThanOrEqualTo(before + 14));
            stand.pbx.refuse(true);
            stand.pbx.cut();
            eventually(() -> assertThat(rig.pbx.counts().losses()).isOne());
            stand.pbx.hangUpAll();
            eventually(() -> assertThat(stand.pbx.counts().live()).isZero());
            stand.pbx.refuse(false);
            eventually(() -> assertThat(rig.carrier.health().isUp()).isTrue());
            rig.pass(Duration.ofSeconds(6));
            rig.answers(2);
            assertThat(rig.book.end("2000#0")).isEqualTo("delivered REACHED understood:lost");
            assertThat(rig.book.end("2000#1")).isEqualTo("unknown AMBIGUOUS answered:lost");
            assertThat(rig.carrier.health().windowUsed()).isZero();
        }
    }

    /** AMI was away when the person answered; the dialog knows. */
    @Test
    void a_dialog_has_the_word_although_nobody_heard_the_answer() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.call("2180", "2180", "2180");
            eventually(() -> assertThat(stand.pbx.counts().live()).isEqualTo(3));
            stand.pbx.refuse(true);
            stand.pbx.cut();
            eventually(() -> assertThat(rig.pbx.counts().losses()).isOne());
            rig.held.add(rig.attempt(2));
            rig.outcomes.put(rig.attempt(0), Outcome.UNDERSTOOD);
            rig.outcomes.put(rig.attempt(1), Outcome.REFUSED);
            stand.pbx.hangUpAll();
            eventually(() -> assertThat(stand.pbx.counts().live()).isZero());
            stand.pbx.refuse(false);
            eventually(() -> assertThat(rig.carrier.health().isUp()).isTrue());
            rig.pass(MARGIN);
            rig.answers(2);
            assertThat(rig.book.end("2180#0")).isEqualTo("delivered REACHED understood:lost");
            assertThat(rig.book.end("2180#1")).isEqualTo("failed REJECTED refused:lost");
            // As long as somebody talks with our robot, the call is not over.
            rig.pass(RING_AND_MARGIN);
            rig.pass(RING_AND_MARGIN);
            assertThat(rig.book.answers).hasSize(2);
            rig.held.remove(rig.attempt(2));
            rig.outcomes.put(rig.attempt(2), Outcome.VICTIM_SUSPECTED);
            rig.pass(Duration.ofSeconds(66));
            rig.answers(3);
            assertThat(rig.book.end("2180#2")).isEqualTo("delivered REACHED victim-suspected:lost");
        }
    }

    @Test
    void what_a_dialog_came_to_before_its_pbx_died_counts_and_what_died_with_it_does_not() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.outcomes.put(rig.attempt(0), Outcome.REFUSED);
            rig.outcomes.put(rig.attempt(1), Outcome.NO_RESPONSE);
            rig.outcomes.put(rig.attempt(2), Outcome.VICTIM_SUSPECTED);
            rig.broken.addAll(Set.of(rig.attempt(1), rig.attempt(2)));
            rig.call("2180", "2000", "2000", "2000");
            eventually(() -> assertThat(stand.pbx.counts().live()).isEqualTo(4));
            stand.pbx.restart();
            rig.answers(4);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed REJECTED refused:lost");
            assertThat(rig.book.end("2000#1")).isEqualTo("failed NETWORK pbx-restarted:-");
            assertThat(rig.book.end("2000#2")).isEqualTo("delivered REACHED victim-suspected:lost");
            assertThat(rig.book.end("2000#3")).isEqualTo("failed NETWORK pbx-restarted:-");
        }
    }

    /** Asterisk does not wait for us to read what it asked before who answered hung up. */
    @Test
    void a_hang_up_waits_a_moment_for_a_dialog_that_nobody_has_heard_of() throws Exception {
        try (PbxStand stand = PbxStand.good();
                VoiceRig rig = new VoiceRig(stand.pbx.port(), PbxStand.SECRET, VoiceRig.trunk(10, 8000), 1,
                        DialogResults.NONE, "127.0.0.1:1").up()) {
            rig.call("2009", "0486");
            rig.answers(1);
            eventually(() -> assertThat(stand.pbx.counts().live()).isZero());
            rig.outcomes.put(rig.attempt(0), Outcome.NO_RESPONSE);
            rig.pass(Duration.ofSeconds(3));
            rig.answers(2);
            assertThat(rig.book.end("2009#0")).isEqualTo("failed NO_ANSWER no-response:0/-");
        }
    }

    @Test
    void what_a_dead_pbx_held_is_the_networks_fault_at_once() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.call("2180", "2000", "4000");
            eventually(() -> assertThat(stand.pbx.counts().live()).isEqualTo(3));
            stand.pbx.restart();
            rig.answers(3);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NETWORK pbx-restarted:-");
            assertThat(rig.book.end("2000#1")).isEqualTo("failed NETWORK pbx-restarted:-");
            assertThat(rig.book.end("4000#2")).isEqualTo("failed NETWORK pbx-restarted:-");
            rig.call("0486");
            rig.answers(4);
        }
    }

    @Test
    void a_call_nothing_is_heard_of_is_hung_up_at_its_deadline_and_let_go() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.call("4000", "4003");
            eventually(() -> assertThat(stand.pbx.counts().originates()).isEqualTo(2));
            assertThat(stand.pbx.counts().live()).isOne();
            rig.pass(RING_AND_MARGIN);
            eventually(() -> assertThat(stand.pbx.counts().live()).isZero());
            assertThat(rig.book.answers).isEmpty();
            rig.pass(MARGIN);
            rig.answers(2);
            assertThat(rig.book.end("4000#0")).isEqualTo("unknown AMBIGUOUS lost:-");
            assertThat(rig.book.end("4003#1")).isEqualTo("unknown AMBIGUOUS lost:-");
            assertThat(rig.carrier.capacity()).isEqualTo(10);
        }
    }

    @Test
    void a_call_that_lasts_too_long_is_hung_up_and_its_dialog_has_the_word() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            long before = rig.pbx.counts().messages();
            rig.outcomes.put(rig.attempt(0), Outcome.VICTIM_SUSPECTED);
            rig.call("2000", "2180");
            // What is heard after the time has passed would begin another wait.
            eventually(() -> assertThat(rig.pbx.counts().messages()).isGreaterThanOrEqualTo(before + 11));
            rig.pass(RING_AND_MARGIN);
            rig.answers(1);
            assertThat(rig.book.end("2180#1")).isEqualTo("failed NO_ANSWER cancelled:16/-");
            rig.pass(Duration.ofSeconds(60));
            rig.answers(2);
            assertThat(rig.book.end("2000#0")).isEqualTo("delivered REACHED victim-suspected:16/-");
        }
    }

    @Test
    void an_attempt_that_is_asked_for_again_is_not_rung_again_and_ends_as_its_call() throws Exception {
        try (PbxStand stand = endless(); VoiceRig rig = stand.rig(10, 8000).up()) {
            rig.call("2000");
            rig.call("2000");
            rig.carrier.adopt(rig.outgoing("2000"));
            eventually(() -> assertThat(stand.pbx.counts().live()).isOne());
            rig.pass(RING_AND_MARGIN);
            assertThat(rig.book.answers).isEmpty();

            stand.pbx.hangUpAll();
            rig.answers(3);
            assertThat(rig.book.answers).allSatisfy(answer -> assertThat(answer.end())
                    .isEqualTo(new AttemptEnd.Unknown(new Cause(CauseClass.AMBIGUOUS, "answered:16/-"))));
            assertThat(stand.pbx.counts().originates()).isOne();
            eventually(() -> assertThat(rig.carrier.capacity()).isEqualTo(10));
        }
    }

    @Test
    void calls_of_a_gateway_that_died_are_taken_up_by_the_next_one() throws Exception {
        try (PbxStand stand = endless();
                VoiceRig first = stand.rig(10, 8000).up();
                VoiceRig next = stand.rig(10, 8000)) {
            first.call("2180", "2000", "0486", "2000");
            first.answers(1);
            first.die();
            next.carrier.adopt(next.outgoing("2180", "2000", "0486"));
            assertThat(next.carrier.capacity()).isZero();
            next.up();
            assertThat(next.carrier.capacity()).isEqualTo(6);
            assertThat(next.pbx.strangers()).as("up and adopted by nobody here").isOne();
            next.pass(RING_AND_MARGIN);
            next.answers(2);
            assertThat(next.book.end("2180#0")).isEqualTo("failed NO_ANSWER cancelled:16/-");
            assertThat(next.book.end("0486#2")).isEqualTo("unknown AMBIGUOUS lost:-");
            stand.pbx.hangUpAll();
            next.answers(3);
            assertThat(next.book.end("2000#1")).isEqualTo("unknown AMBIGUOUS answered:16/-");
            assertThat(stand.pbx.counts().originates()).isEqualTo(4);
        }
    }

    @Test
    void a_refused_login_is_said_and_is_no_loss_of_the_network() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 8000)) {
            stand.pbx.refuse(true);
            rig.carrier.start();
            eventually(() -> assertThat(rig.pbx.counts().refused()).isGreaterThan(1));
            eventually(() -> assertThat(rig.carrier.health().detail())
                    .isEqualTo("login refused: Authentication failed"));
            assertThat(rig.pbx.counts().losses()).isZero();
            stand.pbx.refuse(false);
            eventually(() -> assertThat(rig.carrier.capacity()).isEqualTo(10));
            assertThat(rig.carrier.health().detail()).isEmpty();
        }
    }

    @Test
    void a_silent_pbx_is_pinged_its_lag_is_seen_and_its_connection_is_renewed() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 8000).up()) {
            stand.pbx.mute();
            rig.pass(Duration.ofSeconds(6));
            rig.pass(Duration.ofSeconds(6));
            assertThat(rig.pbx.counts().lagMillis()).isEqualTo(6000);
            assertThat(rig.pbx.counts().losses()).isZero();
            rig.pass(VoiceRig.SILENCE);
            eventually(() -> assertThat(rig.pbx.counts().losses()).isOne());
            eventually(() -> assertThat(rig.carrier.health().isUp()).isTrue());
            assertThat(rig.pbx.counts().mostLagMillis()).isGreaterThanOrEqualTo(6000);
        }
    }

    @Test
    void closing_waits_for_calls_as_long_as_it_may() throws Exception {
        try (PbxStand stand = new PbxStand(PbxBehaviour.good(new Span(1, 1), new Span(200, 200), 1));
                VoiceRig rig = stand.rig(10, 20_000).up()) {
            rig.call("2000");
            rig.carrier.close(Duration.ofSeconds(30));
            assertThat(rig.book.end("2000#0")).isEqualTo("unknown AMBIGUOUS answered:16/-");
            eventually(() -> assertThat(rig.carrier.health().detail()).isEqualTo("closed"));
        }
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 20_000).up()) {
            rig.call("2180");
            rig.carrier.close(Duration.ofMillis(50));
            // It is left to whoever adopts it.
            assertThat(rig.book.answers).isEmpty();
            assertThat(stand.pbx.counts().live()).isOne();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void every_call_is_answered_once_and_rung_once_whatever_goes_wrong(long seed) throws Exception {
        PbxBehaviour.Faults faults = new PbxBehaviour.Faults(5, 0.2, new Span(1, 100), 0.3, 0.3, 25);
        Mix fates = Mix.parse("answer=40,leave=20,486=20,ring=5,dead=5,lost=5,no-channel=3,refused=2");
        try (PbxStand stand = new PbxStand(
                new PbxBehaviour(fates, new Span(1, 60), new Span(1, 60), faults, seed));
                VoiceRig rig = stand.rig(200, 150).up()) {
            String[] ends = Collections.nCopies(120, "7777").toArray(String[]::new);
            for (int from = 0; from < ends.length; from += 10) {
                eventually(() -> assertThat(rig.carrier.capacity()).isPositive());
                rig.carrier.send(rig.outgoing(ends).subList(from, from + 10));
            }
            eventually(() -> {
                rig.pass(Duration.ofSeconds(4));
                assertThat(rig.book.answers).hasSize(ends.length);
            });
            assertThat(rig.book.answers.stream().map(io.tocsin.send.Answer::tag).distinct()).hasSize(ends.length);
            assertThat(rig.carrier.health().windowUsed()).isZero();
            assertThat(stand.pbx.counts().repeated()).isZero();
        }
    }
}
