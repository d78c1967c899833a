package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.send.Outgoing;
import io.tocsin.simulate.Span;
import io.tocsin.simulate.pbx.PbxBehaviour;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Outcome;
import io.tocsin.warning.Phone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A voice carrier on a simulated Asterisk that behaves. */
class SimulatedCallsTest {

    @Test
    void every_row_of_the_cause_table_ends_an_attempt_as_it_says() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(100, 5000).up()) {
            rig.call(CauseRows.ends(CauseRows.all()));
            rig.answers(CauseRows.all().size());
            assertThat(CauseRows.differences(rig.book, CauseRows.all())).isEmpty();
            assertThat(rig.carrier.health().windowUsed()).isZero();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void the_rows_hold_when_events_storm_and_are_late_repeated_and_out_of_order(long seed) throws Exception {
        PbxBehaviour.Faults faults = new PbxBehaviour.Faults(8, 0.3, new Span(1, 150), 0.5, 0.3, 0);
        try (PbxStand stand = new PbxStand(
                PbxBehaviour.good(new Span(5, 30), new Span(1, 20), seed).withFaults(faults));
                VoiceRig rig = stand.rig(100, 5000).up()) {
            rig.call(CauseRows.ends(CauseRows.all()));
            rig.answers(CauseRows.all().size());
            assertThat(CauseRows.differences(rig.book, CauseRows.all())).isEmpty();
            rig.carrier.send(more(rig, "2000", "2009"));
            eventually(() -> assertThat(rig.book.end("2000#0")).isEqualTo("unknown AMBIGUOUS answered:16/-"));
            eventually(() -> assertThat(rig.book.end("2009#1")).isEqualTo("unknown AMBIGUOUS answered:0/-"));
        }
    }

    /** Attempts with other identities than the first ones'. */
    private static List<Outgoing> more(VoiceRig rig, String... ends) {
        List<Outgoing> once = rig.outgoing(ends);
        return IntStream.range(0, ends.length).mapToObj(i -> new Outgoing(once.get(i).tag(), once.get(i).phone(),
                once.get(i).text(), rig.attempt(1000 + i))).toList();
    }

    @Test
    void an_answered_call_ends_as_its_dialog_says_whoever_hung_up() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 5000).up()) {
            Outcome[] outcomes = Outcome.values();
            IntStream.range(0, outcomes.length).forEach(i -> rig.outcomes.put(rig.attempt(i), outcomes[i]));
            rig.call("2000", "2009", "2000", "2009", "2000", "2009", "2000");
            rig.answers(7);
            assertThat(rig.book.end("2000#0")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(rig.book.end("2009#1")).isEqualTo("delivered REACHED victim-suspected:0/-");
            assertThat(rig.book.end("2000#2")).isEqualTo("failed REJECTED refused:16/-");
            assertThat(rig.book.end("2009#3")).isEqualTo("failed PERMANENT wrong-person:0/-");
            assertThat(rig.book.end("2000#4")).isEqualTo("failed NO_ANSWER no-response:16/-");
            assertThat(rig.book.end("2009#5")).isEqualTo("delivered REACHED transferred:0/-");
            assertThat(rig.book.end("2000#6")).isEqualTo("unknown AMBIGUOUS answered:16/-");
        }
    }

    @Test
    void our_own_time_out_is_no_answer_if_it_rang_and_the_networks_fault_if_it_did_not() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 150).up()) {
            rig.call("2180", "2100");
            rig.answers(2);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NO_ANSWER timeout:19/480");
            assertThat(rig.book.end("2100#1")).isEqualTo("failed NETWORK silent:19/480");
        }
    }

    @Test
    void what_asterisk_refuses_is_for_somebody_to_mend() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 5000).up()) {
            rig.call("4002", "4001");
            rig.answers(1);
            assertThat(rig.book.end("4002#0")).isEqualTo("failed CONFIG not-originated:Extension-does-no");
            rig.pass(Duration.ofSeconds(3));
            rig.answers(2);
            assertThat(rig.book.end("4001#1")).isEqualTo("failed CONFIG no-channel:-");
        }
    }

    @Test
    void a_trunks_own_words_go_over_the_table() throws Exception {
        TrunkConfig usual = VoiceRig.trunk(10, 150);
        TrunkConfig own = new TrunkConfig(usual.name(), usual.dial(), usual.callerId(), 10, usual.ringTimeout(),
                usual.longest(), Map.of("17", io.tocsin.warning.CauseClass.REJECTED, "1/404",
                        io.tocsin.warning.CauseClass.NO_ANSWER, "timeout", io.tocsin.warning.CauseClass.BUSY));
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(own).up()) {
            rig.call("0486", "0404", "0604", "2180");
            rig.answers(4);
            assertThat(rig.book.end("0486#0")).isEqualTo("failed REJECTED 17/486");
            assertThat(rig.book.end("0404#1")).isEqualTo("failed NO_ANSWER 1/404");
            assertThat(rig.book.end("0604#2")).isEqualTo("failed PERMANENT 1/604");
            assertThat(rig.book.end("2180#3")).isEqualTo("failed BUSY timeout:19/480");
        }
    }

    @Test
    void there_are_never_more_calls_than_lines_and_what_is_too_much_comes_back() throws Exception {
        try (PbxStand stand = new PbxStand(PbxBehaviour.good(new Span(600_000, 600_000), Span.NONE, 1));
                VoiceRig rig = stand.rig(3, 120_000).up()) {
            assertThat(rig.carrier.capacity()).isEqualTo(3);
            rig.call("2000", "2000", "2180", "2000", "2000");
            rig.answers(2);
            assertThat(rig.book.end("2000#3")).isEqualTo("never sent");
            assertThat(rig.book.end("2000#4")).isEqualTo("never sent");
            assertThat(rig.carrier.capacity()).isZero();
            assertThat(rig.book.written).containsExactly("2000#0", "2000#1", "2180#2");
            eventually(() -> assertThat(stand.pbx.counts().mostLive()).isEqualTo(3));
            int changes = rig.book.changes.get();
            stand.pbx.restart();
            rig.answers(5);
            eventually(() -> assertThat(rig.carrier.capacity()).isEqualTo(3));
            assertThat(rig.book.changes.get()).isGreaterThan(changes);
            assertThat(stand.pbx.counts().originates()).isEqualTo(3);
        }
    }

    @Test
    void one_identity_is_never_dialled_twice() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 3000).up()) {
            rig.call("2180");
            List<Outgoing> again = rig.outgoing("2180").stream()
                    .map(each -> new Outgoing("again", each.phone(), each.text(), each.attempt())).toList();
            rig.carrier.send(again);
            rig.answers(2);
            assertThat(rig.book.end("again")).isEqualTo(rig.book.end("2180#0")).startsWith("failed NO_ANSWER");
            assertThat(rig.carrier.health().windowUsed()).isZero();
            assertThat(stand.pbx.counts().originates()).isOne();
        }
    }

    @Test
    void a_text_that_would_be_another_header_or_variable_never_leaves() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 3000).up()) {
            Phone phone = new Phone("8613800002000");
            rig.carrier.send(List.of(new Outgoing("lines", phone, "x\r\nAction: Command", rig.attempt(0)),
                    new Outgoing("variable", phone, "x,PASSWORD=y", rig.attempt(1))));
            rig.answers(2);
            assertThat(rig.book.end("lines")).isEqualTo("failed CONFIG not-originated:unsendable");
            assertThat(rig.book.end("variable")).isEqualTo("failed CONFIG not-originated:unsendable");
            rig.call("0486");
            rig.answers(3);
            assertThat(stand.pbx.counts().originates()).isOne();
            assertThat(rig.book.written).containsExactly("0486#0");
        }
    }

    @Test
    void without_a_session_nothing_is_sent_and_a_call_needs_an_identity() throws Exception {
        try (PbxStand stand = PbxStand.good(); VoiceRig rig = stand.rig(10, 3000)) {
            assertThat(rig.carrier.capacity()).isZero();
            assertThat(rig.carrier.channel()).isEqualTo(Channel.VOICE);
            assertThat(rig.carrier.health().detail()).isEqualTo("not started");
            rig.call("2000");
            rig.answers(1);
            assertThat(rig.book.end("2000#0")).isEqualTo("never sent");
            assertThatThrownBy(() -> rig.carrier.send(List.of(new Outgoing("x", new Phone("8613800002000"), "d"))))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("identity");
            assertThat(rig.carrier.health().windowUsed()).isZero();
        }
    }
}
