package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls of a simulated Asterisk that goes away for long, or for good. Ringing may take 8 s. */
class AbsentPbxTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration RING_AND_MARGIN = Duration.ofSeconds(14);

    private static PbxStand stand() throws InterruptedException {
        return new PbxStand(PbxBehaviour.good(new Span(1, 1), new Span(600_000, 600_000), 1));
    }

    private static VoiceRig rig(PbxStand stand) {
        return stand.rig(new TrunkConfig("trunk-1", VoiceRig.DIAL, "047196110", 10, Duration.ofSeconds(8),
                Duration.ofMinutes(30), Map.of())).up();
    }

    private static void dies(PbxStand stand, VoiceRig rig) {
        stand.pbx.die();
        eventually(() -> assertThat(rig.carrier.health().isUp()).isFalse());
    }

    /** Whoever had answered would have asked this node for a dialog. */
    @Test
    void who_rang_when_it_went_away_is_the_networks_fault_a_minute_after_the_ringing() throws Exception {
        try (PbxStand stand = stand(); VoiceRig rig = rig(stand)) {
            rig.call("2180");
            eventually(() -> assertThat(stand.pbx.counts().live()).isOne());
            dies(stand, rig);
            assertThat(rig.carrier.capacity()).isZero();
            rig.pass(RING_AND_MARGIN);
            rig.pass(Duration.ofSeconds(58));
            assertThat(rig.book.answers).isEmpty();
            assertThat(rig.carrier.health().windowUsed()).isOne();
            rig.pass(Duration.ofSeconds(3));
            rig.answers(1);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NETWORK pbx-restarted:-");
            assertThat(rig.carrier.health().windowUsed()).isZero();
        }
    }

    /** The other node may have been asked for the dialog, and they may talk still. */
    @Test
    void who_was_rung_by_another_node_keeps_the_line_for_the_longest_that_a_talk_may_last() throws Exception {
        try (PbxStand stand = stand(); VoiceRig first = rig(stand); VoiceRig rig = rig(stand)) {
            first.call("2180");
            eventually(() -> assertThat(stand.pbx.counts().live()).isOne());
            first.die();
            stand.pbx.refuse(true);
            stand.pbx.cut();
            eventually(() -> assertThat(rig.carrier.health().isUp()).isFalse());
            rig.carrier.adopt(rig.outgoing("2180"));
            rig.pass(RING_AND_MARGIN);
            rig.pass(Duration.ofMinutes(29));
            assertThat(rig.book.answers).isEmpty();
            rig.pass(Duration.ofMinutes(2));
            rig.answers(1);
            assertThat(rig.book.end("2180#0")).startsWith("unknown AMBIGUOUS lost:");
        }
    }

    @Test
    void who_was_cut_off_with_it_is_the_networks_fault_a_minute_after_both_broke_off() throws Exception {
        try (PbxStand stand = stand(); VoiceRig rig = rig(stand)) {
            long before = rig.pbx.counts().messages();
            rig.call("2000", "2000", "2000");
            eventually(() -> assertThat(rig.pbx.counts().messages()).isGreaterThanOrEqualTo(before + 21));
            rig.outcomes.put(rig.attempt(0), Outcome.NO_RESPONSE);
            rig.broken.add(rig.attempt(0));
            rig.held.add(rig.attempt(1));
            dies(stand, rig);
            rig.pass(NOW);
            rig.pass(Duration.ofSeconds(55));
            assertThat(rig.book.answers).isEmpty();
            rig.pass(Duration.ofSeconds(10));
            rig.answers(1);
            assertThat(rig.book.end("2000#0")).isEqualTo("failed NETWORK pbx-restarted:-");
            // Only the session was lost at first; the talk went on for a while.
            rig.outcomes.put(rig.attempt(1), Outcome.NO_RESPONSE);
            rig.broken.add(rig.attempt(1));
            rig.held.remove(rig.attempt(1));
            rig.pass(NOW);
            rig.pass(Duration.ofSeconds(55));
            assertThat(rig.book.answers).hasSize(1);
            rig.pass(Duration.ofSeconds(10));
            rig.answers(2);
            assertThat(rig.book.end("2000#1")).isEqualTo("failed NETWORK pbx-restarted:-");
        }
    }

    @Test
    void a_call_whose_time_ends_while_its_pbx_is_away_keeps_its_line_until_the_pbx_was_asked() throws Exception {
        try (PbxStand stand = stand(); VoiceRig rig = rig(stand)) {
            long before = rig.pbx.counts().messages();
            rig.call("2180", "2000");
            // Of the one response, channel and ringing twice; of the other also answered twice and
            // OriginateResponse.
            eventually(() -> assertThat(rig.pbx.counts().messages()).isGreaterThanOrEqualTo(before + 11));
            stand.pbx.refuse(true);
            stand.pbx.cut();
            eventually(() -> assertThat(rig.pbx.counts().losses()).isOne());
            rig.pass(RING_AND_MARGIN);
            rig.pass(Duration.ofSeconds(50));
            assertThat(rig.book.answers).isEmpty();
            assertThat(rig.carrier.health().windowUsed()).isEqualTo(2);
            stand.pbx.refuse(false);
            rig.answers(1);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NO_ANSWER cancelled:16/-");
            assertThat(stand.pbx.counts().originates()).isEqualTo(2);
        }
    }
}
