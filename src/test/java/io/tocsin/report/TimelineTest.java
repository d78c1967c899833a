package io.tocsin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tocsin.warning.BatchState;
import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant MADE = FakeResultStore.MADE;
    private static final Instant EVENING = MADE.plus(Duration.ofHours(2));
    private static final Instant MORNING = MADE.plus(Duration.ofHours(10));
    private static final String UNTIL = "quiet-hours until 2026-08-01T16:40:00+08:00";
    private final List<TimelineEntry> entries = new ArrayList<>(List.of(entry(0, Note.Kind.ACCEPTED, 0, "")));
    private Instant now = MADE.plusSeconds(100);
    private boolean obeys = true;
    private final Timeline timeline = new Timeline(() -> now,
            (grade, at) -> obeys && grade == Grade.HIGH && at.isBefore(MORNING)
                    ? new QuietTimes.Period(EVENING, MORNING)
                    : null,
            ZoneId.of("Asia/Shanghai"),
            (carrier, raw) -> carrier.equals("cmcc") && raw.equals("MK:0012")
                    ? new CauseWords("no such number", "空号")
                    : CauseWords.NONE);

    private static TimelineEntry entry(long seconds, Note.Kind kind, int fence, String text) {
        return new TimelineEntry(MADE.plusSeconds(seconds), kind, fence == 0 ? "" : "cmcc", fence, text);
    }

    private List<Timeline.Shown> shown(WarningState state) {
        FakeResultStore store = new FakeResultStore();
        Standing standing = store.warning(store.batch("c", 1, BatchState.RUNNING), 1, state);
        return timeline.of(standing, entries);
    }

    @Test
    void what_never_left_is_one_entry_with_its_reason_and_how_often() {
        for (int i = 1; i <= 13; i++) {
            entries.add(entry(2L * i, Note.Kind.FENCED, i, ""));
            entries.add(entry(2L * i + 1, Note.Kind.RETURNED, i, "carrier paused by flow control"));
        }
        entries.add(entry(40, Note.Kind.FENCED, 14, ""));
        entries.add(entry(40, Note.Kind.BYPASSED, 0, "quiet-hours"));
        entries.add(entry(41, Note.Kind.RETURNED, 14, "carrier down"));
        entries.add(entry(50, Note.Kind.FENCED, 15, ""));
        entries.add(entry(51, Note.Kind.SUBMIT_FAILED, 15, "submit:8"));

        assertThat(shown(WarningState.SCHEDULED)).extracting(each -> each.entry().kind(), Timeline.Shown::times,
                each -> each.entry().text(), each -> each.entry().fence()).containsExactly(
                        tuple(Note.Kind.ACCEPTED, 1, "", 0),
                        tuple(Note.Kind.RETURNED, 13, "carrier paused by flow control", 0),
                        tuple(Note.Kind.RETURNED, 1, "carrier down", 0),
                        tuple(Note.Kind.FENCED, 1, "", 15), tuple(Note.Kind.SUBMIT_FAILED, 1, "submit:8", 15));
        assertThat(shown(WarningState.SCHEDULED).get(1).entry().at()).isEqualTo(MADE.plusSeconds(3));
        assertThat(shown(WarningState.SCHEDULED).get(1).until()).isEqualTo(MADE.plusSeconds(27));
    }

    @Test
    void a_raw_code_stays_as_it_came_and_its_words_stand_beside_it() {
        entries.add(entry(1, Note.Kind.RECEIPT, 1, "MK:0012"));
        entries.add(entry(2, Note.Kind.RECEIPT, 2, "XX:0012"));
        entries.add(entry(3, Note.Kind.FLAGGED, 2, "MK:0012"));
        assertThat(shown(WarningState.UNREACHED))
                .extracting(each -> each.entry().text(), each -> each.words().chinese())
                .containsExactly(tuple("", ""), tuple("MK:0012", "空号"), tuple("XX:0012", ""), tuple("MK:0012", ""));
    }

    @Test
    void a_wait_for_quiet_hours_is_told_once_from_when_it_begins() {
        assertThat(shown(WarningState.READY)).as("it is day").hasSize(1);
        now = EVENING.plusSeconds(1);
        assertThat(shown(WarningState.READY)).extracting(Timeline.Shown::entry).containsExactly(entries.getFirst(),
                new TimelineEntry(EVENING, Note.Kind.DEFERRED, "", 0, UNTIL));
        assertThat(shown(WarningState.CANCELLED)).as("it waits no more").hasSize(1);
        obeys = false;
        assertThat(shown(WarningState.READY)).hasSize(1);
    }

    @Test
    void a_wait_that_is_over_stays_told_and_what_the_store_tells_is_not_told_twice() {
        now = MORNING.plusSeconds(1000);
        long late = Duration.between(MADE, MORNING).toSeconds();
        entries.add(entry(late + 1, Note.Kind.FENCED, 1, ""));
        assertThat(shown(WarningState.IN_FLIGHT)).extracting(each -> each.entry().kind(), each -> each.entry().text())
                .containsExactly(tuple(Note.Kind.ACCEPTED, ""), tuple(Note.Kind.DEFERRED, UNTIL),
                        tuple(Note.Kind.FENCED, ""));
        entries.add(1, new TimelineEntry(EVENING.plusSeconds(1), Note.Kind.DEFERRED, "", 0, UNTIL));
        assertThat(shown(WarningState.IN_FLIGHT)).hasSize(3);
    }
}
