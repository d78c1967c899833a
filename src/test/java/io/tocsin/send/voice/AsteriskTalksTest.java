package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.fault.FaultProxy;
import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.FakePrompts;
import io.tocsin.send.voice.agi.RecordingConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Dialogs in calls of a real Asterisk with our dialplan, a sipp being called, which sends no sound
 * but keys: three and a half and six and a half seconds after it answered. Each prompt is a tone of
 * a second, or of six where its words say it is long.
 */
@Tag("asterisk")
class AsteriskTalksTest {
    private static final String DIALOG = TalkRig.DIALOG.replace("timeout_ms: 1000", "timeout_ms: 5000");

    @TempDir
    private static Path folder;
    private static RealAsterisk asterisk;
    private static String tone;
    private static String longTone;
    private static long block = System.nanoTime() & 0xff_ffff_0000L;

    @BeforeAll
    static void start() throws Exception {
        asterisk = new RealAsterisk(folder);
        tone = Tones.write(folder, "tone", 1);
        longTone = Tones.write(folder, "long", 6);
    }

    @AfterAll
    static void stop() throws Exception {
        asterisk.close();
    }

    @AfterEach
    void asterisk_has_nothing_to_complain_of() throws Exception {
        assertThat(asterisk.complaints()).filteredOn(line -> !line.contains("no auth ids available"))
                .filteredOn(line -> !RealAsterisk.missesUs(line))
                .filteredOn(line -> !line.contains("Unable to join queue '96116'"))
                .isEmpty();
    }

    private static TalkRig talk(RecordingConfig recording, String dialog) throws Exception {
        AgiSettings usual = AgiSettings.local(0);
        return new TalkRig(new AgiSettings(usual.where(), 500, "", recording, usual.patience()),
                new FakePrompts(text -> text.contains("长") ? longTone : tone), dialog);
    }

    private static TalkRig talk() throws Exception {
        return talk(RecordingConfig.NONE, DIALOG);
    }

    private static VoiceRig rig(TalkRig talk, int ami, int calls) {
        block += 0x1000;
        return new VoiceRig(ami, RealAsterisk.SECRET, VoiceRig.trunk(calls, 10_000), block, talk.door.results(),
                talk.door.advertised());
    }

    private static VoiceRig rig(TalkRig talk) {
        return rig(talk, asterisk.ami(), 100);
    }

    @Test
    void keys_silence_and_hang_ups_end_attempts_as_the_dialog_says() throws Exception {
        try (TalkRig talk = talk(); VoiceRig rig = rig(talk).up()) {
            rig.call("2521", "2511", "2000", "2700", "2702");
            rig.answers(5);
            assertThat(rig.book.end("2521#0")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(rig.book.end("2511#1")).isEqualTo("delivered REACHED victim-suspected:16/-");
            assertThat(rig.book.end("2000#2")).isEqualTo("failed NO_ANSWER no-response:16/-");
            assertThat(rig.book.end("2700#3")).isEqualTo("failed NO_ANSWER no-response:0/-");
            assertThat(rig.book.end("2702#4")).isEqualTo("failed NO_ANSWER no-response:0/-");
            assertThat(talk.journal.flags).containsOnlyKeys(rig.attempt(1));
            eventually(() -> assertThat(talk.journal.talks).hasSize(5));
            assertThat(talk.journal.talks).anyMatch(text -> text.contains("in greet (hung-up): greet hung up;"))
                    .anyMatch(text -> text.contains("in ask (hung-up): ask hung up;"))
                    .anyMatch(text -> text.contains("ask key 2; confirm key 1;"));
            assertThat(talk.door.counts().broken() + talk.door.counts().stuck() + talk.door.counts().failed())
                    .as("%s", talk.door.counts()).isZero();
        }
    }

    /**
     * Prompts of a second: greeting, question, five seconds for a key, which comes after three and a
     * half.
     */
    @Test
    void a_hang_up_in_any_state_ends_the_attempt_as_the_dialog_says_of_that_place() throws Exception {
        String dialog = DIALOG.replace("queue: \"96110\"", "queue: \"96114\"");
        try (TalkRig talk = talk(RecordingConfig.NONE, dialog); VoiceRig rig = rig(talk).up()) {
            rig.call("2700", "2701", "2702", "2707", "2410", "2420", "2422", "2401");
            rig.answers(8);
            Map<String, String> ends = new LinkedHashMap<>();
            for (String tag : List.of("2700#0", "2701#1", "2702#2", "2707#3", "2410#4", "2420#5", "2422#6", "2401#7")) {
                ends.put(tag.substring(0, 4), rig.book.end(tag));
            }
            assertThat(ends).containsExactlyInAnyOrderEntriesOf(Map.of(
                    "2700", "failed NO_ANSWER no-response:0/-", // in the greeting
                    "2701", "failed NO_ANSWER no-response:0/-", // in the question
                    "2702", "failed NO_ANSWER no-response:0/-", // while a key is waited for
                    "2707", "failed NO_ANSWER no-response:0/-", // in what is said to silence
                    "2410", "delivered REACHED victim-suspected:0/-", // in the danger branch, flagged
                    "2420", "failed NO_ANSWER no-response:0/-", // before it was said what to confirm
                    "2422", "delivered REACHED understood:0/-", // after it
                    "2401", "failed NO_ANSWER no-response:0/-")); // while an operator is rung
            assertThat(talk.journal.flags).containsOnlyKeys(rig.attempt(4));
            eventually(() -> assertThat(talk.journal.talks).hasSize(8).allMatch(text -> text.contains("hung-up")));
            assertThat(talk.journal.talks).map(text -> text.replaceAll(".* in (\\w+) .*", "$1"))
                    .containsExactlyInAnyOrder("greet", "ask", "ask", "ask", "danger", "confirm", "confirm", "human");
            assertThat(talk.door.counts().broken()).as("%s", talk.door.counts()).isZero();
        }
    }

    @Test
    void a_key_during_a_prompt_cuts_it_short_or_is_kept_as_the_dialog_says() throws Exception {
        String early = DIALOG.replace("在转账请按1", "长在转账请按1").replace("听明白请按1。", "长听明白请按1。");
        try (TalkRig talk = talk(RecordingConfig.NONE, early); VoiceRig rig = rig(talk).up()) {
            rig.call("2521", "2512");
            rig.answers(2);
            // The question lasts from the first to the seventh second, then confirm for six more.
            assertThat(rig.book.end("2521#0")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(rig.book.end("2512#1")).isEqualTo("delivered REACHED victim-suspected:16/-");
            eventually(() -> assertThat(talk.journal.talks).hasSize(2)
                    .anyMatch(text -> text.contains("understood, end_ok: ask key 2; confirm key 1;")));
        }
    }

    @Test
    void a_transfer_is_answered_or_not_and_busy_when_there_is_no_operator() throws Exception {
        for (String row : new String[]{"96110 transferred", "96112 transferred", "96114 understood",
                "96116 understood"}) {
            String queue = row.substring(0, 5);
            String dialog = DIALOG.replace("queue: \"96110\", timeout_s: 20", "queue: \"" + queue + "\", timeout_s: 5");
            try (TalkRig talk = talk(RecordingConfig.NONE, dialog); VoiceRig rig = rig(talk).up()) {
                rig.call("2500");
                if (queue.equals("96112")) {
                    // They talk until the person hangs up.
                    eventually(() -> assertThat(asterisk.console("core show channels concise").split("!Up!"))
                            .hasSize(3));
                    asterisk.console("channel request hangup all");
                }
                rig.answers(1);
                assertThat(rig.book.end("2500#0")).as(queue).startsWith("delivered REACHED " + row.substring(6));
                // Answered as they are connected; the next queue's turn comes when they have talked.
                eventually(() -> assertThat(rig.carrier.health().windowUsed()).isZero());
            }
        }
    }

    @Test
    void a_recording_is_there_and_not_silent() throws Exception {
        RecordingConfig recording = new RecordingConfig(true, folder.resolve("calls").toString(), Duration.ofDays(30));
        Files.createDirectories(folder.resolve("calls"));
        try (TalkRig talk = talk(recording, DIALOG); VoiceRig rig = rig(talk).up()) {
            rig.call("2521");
            rig.answers(1);
            Path file = folder.resolve("calls/" + rig.attempt(0) + ".wav");
            eventually(() -> assertThat(file).exists());
            eventually(() -> assertThat(Tones.loud(file)).isBetween(2.5, 3.5));
        }
    }

    @Test
    void without_a_gateway_the_dialplan_warns_and_the_attempt_says_so() throws Exception {
        try (TalkRig talk = talk(); VoiceRig rig = rig(talk).up()) {
            talk.door.close();
            rig.call("2000", "2702");
            rig.answers(2);
            assertThat(rig.book.end("2000#0")).isEqualTo("failed NO_ANSWER static:16/-");
            assertThat(rig.book.end("2702#1")).isEqualTo("failed NO_ANSWER static:0/-");
        }
    }

    @Test
    void a_gateway_that_dies_in_mid_call_leaves_the_call_to_the_recorded_warning() throws Exception {
        String slow = DIALOG.replace("{city}反诈中心。", "{city}长反诈中心。").replace("这里是{city}", "这里是长{city}");
        try (TalkRig talk = talk(RecordingConfig.NONE, slow); VoiceRig rig = rig(talk).up()) {
            rig.call("2000");
            eventually(() -> assertThat(talk.door.counts().steps()).isPositive());
            talk.door.close();
            asterisk.endTheRecordedWarning();
            rig.answers(1);
            assertThat(rig.book.end("2000#0")).startsWith("failed NO_ANSWER static:");
        }
    }

    @Test
    void a_cut_ami_connection_in_mid_call_loses_nothing() throws Exception {
        try (FaultProxy ami = new FaultProxy(asterisk.ami(), FaultProxy.Line.GOOD);
                TalkRig talk = talk();
                VoiceRig rig = rig(talk, ami.port(), 10).up()) {
            rig.call("2521", "2511");
            eventually(() -> assertThat(talk.door.counts().live()).isEqualTo(2));
            ami.cut();
            eventually(() -> assertThat(rig.pbx.counts().logins()).isEqualTo(2));
            rig.answers(2);
            assertThat(rig.book.end("2521#0")).isEqualTo("delivered REACHED understood:16/-");
            assertThat(rig.book.end("2511#1")).isEqualTo("delivered REACHED victim-suspected:16/-");
        }
    }

    /** Asterisk answers a command at once that comes while a file of a minute is played. */
    @Test
    void the_dialogs_time_ends_a_prompt_in_the_middle() throws Exception {
        String endless = Tones.write(folder, "endless", 60);
        try (TalkRig talk = new TalkRig(AgiSettings.local(0), new FakePrompts(_ -> endless), """
                dialog: stop-transfer
                version: 1
                language: zh-CN
                limits: { max_seconds: 10, max_turns: 1 }
                start: greet
                states:
                  greet: { prompt: { tts: "您好，这里是反诈中心。" }, next: over }
                outcomes:
                  over: { outcome: understood }
                hangup:
                  before: { greet: no-response }
                """); VoiceRig rig = rig(talk).up()) {
            rig.call("2000");
            rig.answers(1);
            assertThat(rig.book.end("2000#0")).isEqualTo("failed NO_ANSWER no-response:16/-");
            assertThat(talk.journal.talks).singleElement().asString().contains("in greet (deadline)");
            assertThat(talk.door.counts().stuck()).isZero();
        }
    }

    @Test
    void two_hundred_calls_at_once_each_have_their_dialog() throws Exception {
        int most = 200;
        // Long enough that all are up before the first one ends, however slowly they are begun.
        String dialog = DIALOG.replace("{city}反诈中心。", "{city}长反诈中心。").replace("timeout_ms: 5000",
                "timeout_ms: 15000");
        try (TalkRig talk = talk(RecordingConfig.NONE, dialog); VoiceRig rig = rig(talk, asterisk.ami(), most).up()) {
            rig.call(Collections.nCopies(most, "2000").toArray(String[]::new));
            Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(
                    () -> assertThat(rig.book.answers).hasSize(most));
            assertThat(rig.book.answers)
                    .allMatch(a -> rig.book.end(a.tag()).equals("failed NO_ANSWER no-response:16/-"));
            assertThat(talk.door.counts().mostLive()).isEqualTo(most);
            assertThat(talk.door.counts().promptsMissing() + talk.door.counts().stuck() + talk.door.counts().broken())
                    .as("%s", talk.door.counts()).isZero();
        }
    }

    @Test
    void sixty_calls_at_once_each_have_their_dialog() throws Exception {
        try (TalkRig talk = talk(); VoiceRig rig = rig(talk).up()) {
            rig.call(Collections.nCopies(60, "2521").toArray(String[]::new));
            rig.answers(60);
            assertThat(rig.book.answers)
                    .allMatch(a -> rig.book.end(a.tag()).equals("delivered REACHED understood:16/-"));
            assertThat(talk.door.counts().mostLive()).isEqualTo(60);
        }
    }
}
