package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fault.FaultProxy;
import io.tocsin.warning.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A voice carrier on a real Asterisk, with a sipp that is called. No gateway holds a dialog here:
 * answered calls hear the dialplan's recorded warning.
 */
@Tag("asterisk")
class AsteriskCallsTest {
    @TempDir
    private static Path folder;
    private static RealAsterisk asterisk;

    @BeforeAll
    static void start() throws Exception {
        asterisk = new RealAsterisk(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        asterisk.close();
    }

    @AfterEach
    void asterisk_has_nothing_to_complain_of() throws Exception {
        assertThat(asterisk.complaints()).filteredOn(line -> !line.contains("no auth ids available"))
                .filteredOn(line -> !line.contains("nosuch"))
                .filteredOn(line -> !RealAsterisk.missesUs(line)).isEmpty();
    }

    private static VoiceRig rig(int port, TrunkConfig trunk) {
        return new VoiceRig(port, RealAsterisk.SECRET, trunk, System.nanoTime() & 0xff_ffff_0000L);
    }

    private static VoiceRig rig(int calls, int ringMillis) {
        return rig(asterisk.ami(), VoiceRig.trunk(calls, ringMillis));
    }

    @Test
    void every_row_of_the_cause_table_ends_an_attempt_as_it_says() {
        try (VoiceRig rig = rig(100, 10_000).up()) {
            rig.call(CauseRows.ends(CauseRows.bySip()));
            rig.answers(CauseRows.bySip().size());
            assertThat(CauseRows.differences(rig.book, CauseRows.bySip())).isEmpty();
        }
    }

    /** Where this fails, Asterisk has learnt to read it, and powered-off phones can be told apart. */
    @Test
    void a_reason_header_does_not_reach_the_hangup_of_asterisk_22() {
        try (VoiceRig rig = rig(10, 10_000).up()) {
            rig.call("3020", "3054");
            rig.answers(2);
            assertThat(rig.book.end("3020#0")).isEqualTo("failed NO_ANSWER 19/480");
            assertThat(rig.book.end("3054#1")).isEqualTo("failed NO_ANSWER 19/480");
        }
    }

    @Test
    void an_answered_call_ends_as_its_dialog_says_whoever_hung_up() {
        try (VoiceRig rig = rig(10, 10_000).up()) {
            rig.outcomes.put(rig.attempt(0), Outcome.UNDERSTOOD);
            rig.outcomes.put(rig.attempt(1), Outcome.VICTIM_SUSPECTED);
            rig.call("2000", "2009", "2000");
            rig.answers(3);
            assertThat(rig.book.end("2000#0")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(rig.book.end("2009#1")).isEqualTo("delivered REACHED victim-suspected:0/-");
            assertThat(rig.book.end("2000#2")).isEqualTo("failed NO_ANSWER static:16/-");
        }
    }

    @Test
    void our_own_time_out_is_no_answer_if_it_rang_and_the_networks_fault_if_it_did_not() {
        try (VoiceRig rig = rig(10, 1000).up()) {
            rig.call("2180", "2100");
            rig.answers(2);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NO_ANSWER timeout:19/480");
            assertThat(rig.book.end("2100#1")).isEqualTo("failed NETWORK silent:19/480");
        }
    }

    @Test
    void a_trunk_that_does_not_exist_is_for_somebody_to_mend() {
        TrunkConfig usual = VoiceRig.trunk(10, 1000);
        TrunkConfig wrong = new TrunkConfig("wrong", "PJSIP/{number}@nosuch", usual.callerId(), 10,
                usual.ringTimeout(), usual.longest(), Map.of());
        try (VoiceRig rig = rig(asterisk.ami(), wrong).up()) {
            rig.call("2000");
            eventually(() -> {
                rig.pass(Duration.ofSeconds(3));
                assertThat(rig.book.answers).hasSize(1);
            });
            assertThat(rig.book.end("2000#0")).isEqualTo("failed CONFIG no-channel:-");
        }
    }

    @Test
    void calls_go_on_through_a_cut_connection_and_are_taken_up_again() throws Exception {
        try (FaultProxy line = new FaultProxy(asterisk.ami(), FaultProxy.Line.GOOD);
                VoiceRig rig = rig(line.port(), VoiceRig.trunk(10, 4000)).up()) {
            rig.outcomes.put(rig.attempt(1), Outcome.UNDERSTOOD);
            rig.call("2180", "2000");
            eventually(() -> assertThat(rig.pbx.counts().messages()).isGreaterThan(6));
            line.cut();
            eventually(() -> assertThat(rig.pbx.counts().logins()).isEqualTo(2));
            rig.answers(1);
            asterisk.endTheRecordedWarning();
            rig.answers(2);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NO_ANSWER timeout:19/480");
            assertThat(rig.book.end("2000#1")).startsWith("delivered REACHED understood:");
        }
    }

    @Test
    void calls_of_a_gateway_that_died_are_taken_up_by_the_next_one() {
        try (VoiceRig first = rig(10, 4000).up(); VoiceRig next = rig(10, 4000)) {
            first.call("2180", "2000");
            eventually(() -> assertThat(first.pbx.counts().messages()).isGreaterThan(6));
            first.die();
            next.carrier.adopt(first.outgoing("2180", "2000"));
            next.up();
            next.answers(1);
            asterisk.endTheRecordedWarning();
            next.answers(2);
            assertThat(next.book.end("2180#0")).isEqualTo("failed NO_ANSWER timeout:19/480");
            assertThat(next.book.end("2000#1")).startsWith("failed NO_ANSWER static:");
        }
    }

    @Test
    void a_call_that_rings_too_long_is_hung_up() {
        try (VoiceRig rig = rig(10, 60_000).up()) {
            rig.call("2180");
            eventually(() -> assertThat(rig.pbx.counts().messages()).isGreaterThan(4));
            rig.pass(Duration.ofSeconds(66));
            rig.answers(1);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NO_ANSWER cancelled:16/-");
        }
    }

    @Test
    void a_hundred_calls_at_once_are_answered_once_each() {
        try (VoiceRig rig = rig(100, 20_000).up()) {
            rig.call(Collections.nCopies(110, "2009").toArray(String[]::new));
            rig.answers(110);
            assertThat(rig.book.answers).filteredOn(a -> rig.book.end(a.tag()).equals("never sent")).hasSize(10);
            assertThat(rig.book.answers)
                    .filteredOn(a -> rig.book.end(a.tag()).equals("failed NO_ANSWER static:0/-")).hasSize(100);
        }
    }

    @Test
    void what_a_killed_asterisk_held_is_the_networks_fault() throws Exception {
        try (VoiceRig rig = rig(10, 60_000).up()) {
            rig.call("2180", "2000");
            eventually(() -> assertThat(rig.pbx.counts().messages()).isGreaterThan(6));
            asterisk.kill();
            eventually(() -> assertThat(rig.carrier.health().isUp()).isFalse());
            assertThat(rig.book.answers).isEmpty();
            asterisk.again();
            rig.answers(2);
            assertThat(rig.book.end("2180#0")).isEqualTo("failed NETWORK pbx-restarted:-");
            assertThat(rig.book.end("2000#1")).isEqualTo("failed NETWORK pbx-restarted:-");
            rig.call("0486");
            rig.answers(3);
        }
    }
}
