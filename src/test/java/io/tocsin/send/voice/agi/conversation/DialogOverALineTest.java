package io.tocsin.send.voice.agi.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.tocsin.net.Backoff;
import io.tocsin.send.voice.agi.Callee;
import io.tocsin.warning.Grade;
import java.util.Map;
import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.AgiListener;
import io.tocsin.send.voice.agi.AgiTally;
import io.tocsin.send.voice.agi.FakeJournal;
import io.tocsin.send.voice.agi.FakePrompts;
import io.tocsin.send.voice.agi.RecordingConfig;
import io.tocsin.send.voice.agi.wire.ScriptedLine;
import io.tocsin.send.voice.dialog.talk.Engine;
import io.tocsin.send.voice.dialog.SampleDialog;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dialogs held over a line that answers as the test says, on a clock that the line moves. */
class DialogOverALineTest {
    private static final AttemptId ATTEMPT = new AttemptId(new WarningId(3, 2, 0), 2);
    private static final String GREETING = "呼伦贝尔反诈中心。";
    private static final String QUESTION = "在转账请按1，没有请按2，找人请按0。";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final MockTicker ticker = Ticker.newMockTicker();
    private final ScriptedLine line = new ScriptedLine(ticker);
    private final FakeJournal journal = new FakeJournal();
    private final FakePrompts prompts = new FakePrompts();
    private final AgiTally tally = new AgiTally(AgiListener.NONE);
    private AgiSettings.Patience patience = new AgiSettings.Patience(Duration.ofSeconds(5), LONG, LONG, LONG,
            Duration.ofHours(1), Duration.ofMinutes(30));
    private String fallback = "";
    private boolean taken;
    private RecordingConfig recording = RecordingConfig.NONE;
    private final Writings writings = new Writings(new Backoff(Duration.ofMillis(1), Duration.ofMillis(5)),
            Duration.ofHours(1), new Random(5), tally);

    @AfterEach
    void everything_expected_has_come() {
        writings.close();
        assertThat(line.left()).as("not asked for: %s", line.commands).isZero();
    }

    private Ending hold() {
        return tryToHold().orElseThrow();
    }

    private Optional<Ending> tryToHold() {
        AgiSettings config = new AgiSettings(AgiSettings.local(0).where(), 10, fallback, recording, patience);
        return new Conversation(ATTEMPT, new Engine(SampleDialog.dialog()), line,
                new Errands(journal, prompts, patience, tally, writings),
                new Conversation.Surroundings(config, tally, ticker), () -> taken).hold();
    }

    private String talk() {
        Awaitility.await().until(() -> !journal.talks.isEmpty());
        return journal.talks.getFirst();
    }

    private ScriptedLine greeted() {
        return line.says(GREETING, 2000);
    }

    private ScriptedLine asked() {
        return greeted().says(QUESTION, 4000);
    }

    @Test
    void a_person_who_listens_and_confirms_has_understood() {
        asked().hears('2', 1000).says("听明白请按1。", 2000).hears('1', 500);
        Ending ending = hold();
        assertThat(ending.outcome()).isEqualTo(Outcome.UNDERSTOOD);
        assertThat(ending.name()).isEqualTo("end_ok");
        assertThat(journal.flags).isEmpty();
        assertThat(talk()).startsWith("warn-transfer@3+").contains(": understood, end_ok: ask key 2; confirm key 1;");
        assertThat(line.commands).last().isEqualTo("SET VARIABLE \"TOCSIN_TALKED\" \"yes\"");
        assertThat(tally.counts().steps()).isEqualTo(5);
    }

    @Test
    void a_key_cuts_a_prompt_short_that_allows_it_and_a_statement_names_none() {
        greeted().then("STREAM FILE \"/prompts/" + QUESTION + "\" \"0129\" 0", 700, "200 result=50 endpos=5600")
                .says("听明白请按1。", 2000).hears('1', 500);
        assertThat(hold().outcome()).isEqualTo(Outcome.UNDERSTOOD);
        assertThat(line.commands).contains("STREAM FILE \"/prompts/" + GREETING + "\" \"\" 0");
    }

    @Test
    void a_key_that_is_kept_answers_when_the_prompt_has_been_said_to_its_end() {
        String confirm = "STREAM FILE \"/prompts/听明白请按1。\" \"0123456789*#\" ";
        asked().hears('2', 1000).then(confirm + "0", 500, "200 result=53 endpos=4000")
                .then(confirm + "4000", 100, "200 result=49 endpos=4800")
                .then(confirm + "4800", 900, "200 result=0 endpos=12000");
        assertThat(hold().name()).isEqualTo("end_ok");
        assertThat(talk()).contains("confirm key 5; confirm key 1;");
    }

    @Test
    void a_flag_is_durable_before_the_next_word() {
        asked().hears('1', 1000).says("请立即停止转账。", 2000);
        Ending ending = hold();
        assertThat(ending.outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
        assertThat(journal.flags.get(ATTEMPT)).startsWith("warn-transfer@3+").contains("self_reported");
        talk();
        assertThat(journal.asked).containsSubsequence("callee", "flag", "talked");
        assertThat(tally.counts().flagsLate()).isZero();
    }

    @Test
    void a_store_that_is_down_does_not_keep_anybody_from_being_warned_and_the_flag_is_written_later() {
        journal.down(true);
        patience = new AgiSettings.Patience(Duration.ofSeconds(5), LONG, LONG, Duration.ofMillis(20),
                Duration.ofHours(1), Duration.ofMinutes(30));
        line.says("本地反诈中心。", 2000).says(QUESTION, 4000).hears('1', 1000).says("请立即停止转账。", 2000);
        assertThat(hold().outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
        assertThat(tally.counts().flagsLate()).isOne();
        assertThat(tally.counts().flagsPending()).isOne();
        assertThat(tally.counts().unknownCallees()).isOne();
        assertThat(journal.flags).isEmpty();
        journal.down(false);
        assertThat(talk()).contains("flag late");
        Awaitility.await().until(() -> tally.counts().flagsPending() == 0);
        assertThat(journal.flags).containsOnlyKeys(ATTEMPT);
        assertThat(tally.counts().flagsLost()).isZero();
    }

    @Test
    void whom_this_node_rings_is_warned_in_their_own_words_while_the_store_is_down() {
        journal.near.put(ATTEMPT, new Callee(Grade.URGENT, Map.of("city", "呼伦贝尔")));
        journal.down(true);
        greeted().hangsUpDuring("STREAM FILE", 1);
        hold();
        assertThat(journal.asked).doesNotContain("callee");
        assertThat(tally.counts().unknownCallees()).isZero();
    }

    @Test
    void silence_and_keys_that_mean_nothing_are_answered_as_the_dialog_says() {
        asked().then("WAIT FOR DIGIT 5000", 5000, "200 result=0").says("没有听到。", 1000).hears('7', 100)
                .says("没有听清。", 1000).hears('8', 100).says("bye", 3000);
        assertThat(hold().name()).isEqualTo("end_silent");
    }

    @Test
    void a_hang_up_counts_as_the_dialog_says_of_the_place_it_comes_in() {
        greeted().hangsUpDuring("STREAM FILE \"/prompts/" + QUESTION, 1500);
        Ending ending = hold();
        assertThat(ending.how()).isEqualTo(Ending.How.HUNG_UP);
        assertThat(ending.outcome()).isEqualTo(Outcome.NO_RESPONSE);
        assertThat(line.commands).last().isEqualTo("CHANNEL STATUS");
    }

    @Test
    void a_hang_up_while_a_key_is_waited_for_is_no_silence() {
        asked().hears('2', 1).says("听明白请按1。", 2000).hangsUpDuring("WAIT FOR DIGIT", 10);
        Ending ending = hold();
        assertThat(ending.how()).isEqualTo(Ending.How.HUNG_UP);
        assertThat(ending.outcome()).isEqualTo(Outcome.UNDERSTOOD);
    }

    @Test
    void a_line_that_is_closed_is_a_hang_up_and_counted() {
        greeted().then("STREAM FILE", 100);
        assertThat(hold().how()).isEqualTo(Ending.How.HUNG_UP);
        assertThat(tally.counts().broken()).isOne();
    }

    @Test
    void an_asterisk_that_says_nothing_in_time_ends_the_dialog_and_is_counted() {
        greeted().then("STREAM FILE", 3_600_000);
        Ending ending = hold();
        assertThat(ending.how()).isEqualTo(Ending.How.DEADLINE);
        assertThat(tally.counts().stuck()).isOne();
    }

    @Test
    void the_dialogs_time_ends_it_whatever_it_waits_for() {
        line.says(GREETING, 11_000);
        for (int i = 0; i < 3; i++) {
            line.says(QUESTION, 17_000).hears(i < 2 ? '9' : '2', 4900);
        }
        for (int i = 0; i < 2; i++) {
            line.says("听明白请按1。", 9900).hears('9', 4900);
        }
        line.says("听明白请按1。", 9900).then("WAIT FOR DIGIT 5000", 4900, "200 result=49");
        Ending ending = hold();
        assertThat(ending.how()).isEqualTo(Ending.How.DEADLINE);
        assertThat(ending.outcome()).isEqualTo(Outcome.UNDERSTOOD);
        assertThat(tally.counts().stuck()).isZero();
        assertThat(line.commands).last().isEqualTo("SET VARIABLE \"TOCSIN_TALKED\" \"yes\"");
    }

    @Test
    void a_prompt_that_cannot_be_had_or_played_is_left_out_and_counted() {
        prompts.missing.add("听明白请按1。");
        greeted().then("STREAM FILE \"/prompts/" + QUESTION, 1, "200 result=-1 endpos=0")
                .then("CHANNEL STATUS", 1, "200 result=6").hears('2', 100).hears('1', 500);
        assertThat(hold().outcome()).isEqualTo(Outcome.UNDERSTOOD);
        assertThat(tally.counts().promptsMissing()).isEqualTo(2);
    }

    @Test
    void who_hears_nothing_at_all_is_left_to_the_dialplan_and_has_understood_nothing() {
        prompts.missing.add(GREETING);
        assertThat(tryToHold()).isEmpty();
        assertThat(line.commands).isEmpty();
        assertThat(journal.talks).isEmpty();
    }

    @Test
    void whom_asterisk_cannot_play_the_first_prompt_is_left_to_the_dialplan() {
        line.then("STREAM FILE", 1, "200 result=-1 endpos=0").then("CHANNEL STATUS", 1, "200 result=6");
        assertThat(tryToHold()).isEmpty();
        assertThat(line.commands).noneMatch(command -> command.contains("TOCSIN_TALKED"));
    }

    @Test
    void a_recording_stands_in_for_missing_prompts_once() {
        fallback = "/sounds/generic";
        prompts.missing.add(GREETING);
        prompts.missing.add(QUESTION);
        line.then("STREAM FILE \"/sounds/generic\"", 3000, "200 result=0 endpos=24000").hears('1', 100)
                .says("请立即停止转账。", 2000);
        assertThat(hold().outcome()).isEqualTo(Outcome.VICTIM_SUSPECTED);
        assertThat(tally.counts().promptsMissing()).isEqualTo(2);
    }

    @Test
    void a_transfer_that_is_answered_ends_the_dialog_however_long_they_talk_and_whoever_hangs_up() {
        asked().hears('0', 100).then("GOSUB \"tocsin-transfer\" \"96110\" 1 \"20\"", 600_000, "200 result=0")
                .then("GET VARIABLE \"TOCSIN_TRANSFER\"", 1, "200 result=1 (answered)");
        Ending ending = hold();
        assertThat(ending.name()).isEqualTo("end_human");
        assertThat(ending.outcome()).isEqualTo(Outcome.TRANSFERRED);
        assertThat(line.commands).contains("SET AUTOHANGUP 0");
    }

    /** Asterisk says nothing more of a call that was hung up; AMI had said that it was taken. */
    @ParameterizedTest
    @ValueSource(strings = {"HANGUP", ""})
    void whoever_hangs_up_on_an_operator_or_talks_on_without_us_was_transferred(String last) {
        taken = true;
        asked().hears('0', 100);
        if (last.isEmpty()) {
            line.then("GOSUB", 600_000);
        } else {
            line.then("GOSUB", 600_000, "200 result=0").then("GET VARIABLE", 1, last);
        }
        assertThat(hold().outcome()).isEqualTo(Outcome.TRANSFERRED);
        assertThat(tally.counts().broken()).isZero();
    }

    /** What is said here is reckoned to take nine seconds at most, and ten are for us. */
    @Test
    void asterisk_is_told_how_long_it_may_hear_nothing_from_us_before_that_is_over_and_no_oftener() {
        asked().then("WAIT FOR DIGIT 5000", 5000, "200 result=0").says("没有听到。", 1000).hears('2', 4900)
                .says("听明白请按1。", 2000).hears('1', 500);
        hold();
        assertThat(line.commands).filteredOn(command -> command.startsWith("SET AUTOHANGUP"))
                .hasSizeBetween(2, 3);
        assertThat(line.commands).first().asString().startsWith("SET AUTOHANGUP ");
    }

    @Test
    void a_transfer_that_nobody_takes_goes_where_the_dialog_says() {
        asked().hears('0', 100).then("GOSUB", 20_000, "200 result=0")
                .then("GET VARIABLE", 1, "200 result=1 (busy)").says("民警正忙。", 1000);
        assertThat(hold().name()).isEqualTo("end_ok");
    }

    @Test
    void a_person_who_hangs_up_before_the_transfer_is_taken_has_hung_up() {
        asked().hears('0', 100).then("GOSUB", 5000, "200 result=0")
                .then("GET VARIABLE", 1, "HANGUP");
        assertThat(hold().how()).isEqualTo(Ending.How.HUNG_UP);
    }

    /** It rings for 20 s at most; AMI was away when somebody took it. */
    @ParameterizedTest
    @ValueSource(strings = {"200 result=1", "HANGUP"})
    void who_hangs_up_later_than_it_can_have_rung_was_transferred(String last) {
        asked().hears('0', 100).then("GOSUB", 26_000, "200 result=0").then("GET VARIABLE", 1, "HANGUP", last);
        assertThat(hold().outcome()).isEqualTo(Outcome.TRANSFERRED);
    }

    @Test
    void a_recording_is_begun_when_the_policy_says_so() {
        recording = new RecordingConfig(true, "/var/spool/calls", Duration.ofDays(30));
        line.then("EXEC \"MixMonitor\" \"/var/spool/calls/" + ATTEMPT + ".wav\"", 1, "200 result=0");
        greeted().hangsUpDuring("STREAM FILE", 1);
        assertThat(hold().how()).isEqualTo(Ending.How.HUNG_UP);
    }

    @Test
    void whoever_is_not_known_is_warned_in_the_words_for_anybody() {
        journal.knows(false);
        line.says("本地反诈中心。", 2000).hangsUpDuring("STREAM FILE", 1);
        hold();
        assertThat(tally.counts().unknownCallees()).isOne();
    }
}
