package io.tocsin.review.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.review.item.Reason;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    private static final Instant START = Instant.parse("2026-11-26T08:00:00Z");
    private final Suspects usual = new Suspects(FlagRules.defaults());
    private final List<TimelineEntry> timeline = new ArrayList<>();

    private SuspectsTest at(int minute, Note.Kind kind, int fence, String text) {
        timeline.add(new TimelineEntry(START.plusSeconds(minute * 60L), kind, "trunk", fence, text));
        return this;
    }

    private Optional<Reason.Kind> judged(Suspects suspects, Grade grade, WarningState state) {
        return suspects.judge(grade, state, timeline).map(Suspicion::kind);
    }

    private Optional<Reason.Kind> judged() {
        return judged(usual, Grade.LOW, WarningState.SCHEDULED);
    }

    @Test
    void three_engaged_calls_in_a_row_within_half_an_hour_are_a_pattern() {
        at(0, Note.Kind.CALL_ENDED, 1, "17/486").at(10, Note.Kind.CALL_ENDED, 2, "17/600");
        assertThat(judged()).isEmpty();
        at(30, Note.Kind.CALL_FAILED, 3, "17/486");
        assertThat(judged()).contains(Reason.Kind.BUSY_PATTERN);
    }

    @Test
    void calls_that_an_earlier_version_noted_count_too() {
        at(0, Note.Kind.RECEIPT, 1, "17/486").at(1, Note.Kind.RECEIPT, 2, "17/486")
                .at(2, Note.Kind.SUBMIT_FAILED, 3, "17/486");
        assertThat(judged()).contains(Reason.Kind.BUSY_PATTERN);
    }

    @Test
    void engaged_calls_that_are_far_apart_or_broken_by_another_end_are_none() {
        at(0, Note.Kind.CALL_ENDED, 1, "17/486").at(10, Note.Kind.CALL_ENDED, 2, "17/486")
                .at(31, Note.Kind.CALL_ENDED, 3, "17/486");
        assertThat(judged()).isEmpty();
        timeline.clear();
        at(0, Note.Kind.CALL_ENDED, 1, "17/486").at(1, Note.Kind.CALL_ENDED, 2, "17/486")
                .at(2, Note.Kind.CALL_ENDED, 3, "timeout:19/480").at(3, Note.Kind.CALL_ENDED, 4, "17/486");
        assertThat(judged()).isEmpty();
        timeline.clear();
        at(0, Note.Kind.CALL_ENDED, 1, "BUSY").at(1, Note.Kind.CALL_ENDED, 2, "BUSY").at(2, Note.Kind.CALL_ENDED, 3,
                "BUSY");
        assertThat(judged()).as("an SMS carrier's words").isEmpty();
    }

    @Test
    void who_refuses_two_calls_is_flagged_and_one_refusal_told_twice_is_one() {
        at(0, Note.Kind.TALKED, 1, "fake-police@1+ab: refused, end_refused: greet;").at(1, Note.Kind.CALL_ENDED, 1,
                "refused:16/-");
        assertThat(judged()).isEmpty();
        at(2, Note.Kind.CALL_ENDED, 2, "21/403");
        assertThat(judged()).as("a network that bars the call").isEmpty();
        at(3, Note.Kind.CALL_ENDED, 3, "21/603");
        assertThat(judged()).contains(Reason.Kind.REFUSED_TWICE);
    }

    @Test
    void who_was_put_through_asked_for_a_person() {
        at(0, Note.Kind.TALKED, 1, "fraud-warning@1+ab: transferred, end_transferred: greet;");
        assertThat(judged()).contains(Reason.Kind.ASKED_HUMAN);
    }

    @Test
    void a_victim_is_flagged_here_only_when_the_dialog_did_not() {
        at(0, Note.Kind.TALKED, 1, "fake-police@1+ab: victim-suspected, end_call_back: greet;");
        assertThat(judged()).contains(Reason.Kind.VICTIM_SUSPECTED);
        at(0, Note.Kind.FLAGGED, 1, "fake-police@1 ask: key 1");
        assertThat(judged()).isEmpty();
    }

    @Test
    void a_warning_of_a_watched_grade_that_was_tried_in_vain_is_flagged_and_no_other() {
        assertThat(judged(usual, Grade.URGENT, WarningState.EXPIRED)).as("never tried: nobody has warned that person")
                .contains(Reason.Kind.EXHAUSTED);
        assertThat(judged(usual, Grade.MEDIUM, WarningState.EXPIRED)).isEmpty();
        at(0, Note.Kind.FENCED, 1, "").at(1, Note.Kind.CALL_FAILED, 1, "19/480");
        assertThat(judged(usual, Grade.URGENT, WarningState.EXPIRED)).contains(Reason.Kind.EXHAUSTED);
        assertThat(judged(usual, Grade.HIGH, WarningState.UNREACHED)).contains(Reason.Kind.EXHAUSTED);
        assertThat(judged(usual, Grade.MEDIUM, WarningState.UNREACHED)).isEmpty();
        assertThat(judged(usual, Grade.HIGH, WarningState.REACHED)).isEmpty();
    }

    @Test
    void rules_that_are_off_flag_nothing_and_are_not_watched_for() {
        Suspects off = new Suspects(new FlagRules(Set.of(Grade.MEDIUM), false, 0, 0, Duration.ofMinutes(1),
                ReplyRule.defaults()));
        at(0, Note.Kind.CALL_ENDED, 1, "17/486").at(0, Note.Kind.CALL_ENDED, 2, "17/486")
                .at(0, Note.Kind.CALL_ENDED, 3, "17/486").at(0, Note.Kind.CALL_ENDED, 4, "21/603")
                .at(0, Note.Kind.CALL_ENDED, 5, "21/603").at(0, Note.Kind.TALKED, 6, "d@1: transferred, e: x;");
        assertThat(judged(off, Grade.LOW, WarningState.UNREACHED)).isEmpty();
        assertThat(off.watched()).isEqualTo(4);
        assertThat(usual.watched()).isEqualTo(1 + 2 + 16 + 32);
    }

    @Test
    void what_a_dialog_came_to_is_read_from_its_words() {
        assertThat(usual.isSuspect("fake-police@1+ab: refused, end: x")).isTrue();
        assertThat(usual.isSuspect("fake-police@1+ab: understood, end: victim-suspected;")).isFalse();
        assertThat(usual.isSuspect("anything")).isFalse();
    }
}
