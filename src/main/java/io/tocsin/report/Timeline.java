package io.tocsin.report;

import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Note;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A timeline as people read it. What was claimed and handed back before a byte of it left is no
 * attempt: one entry says why and how often. A wait for quiet hours, which costs the store nothing
 * and leaves no entry there, is told once.
 */
public final class Timeline {
    private static final String QUIET = "quiet-hours";
    /** Those whose text is a raw code of the carrier's. */
    private static final Set<Note.Kind> CODED = EnumSet.of(Note.Kind.SUBMIT_FAILED, Note.Kind.RECEIPT,
            Note.Kind.LATE_RECEIPT, Note.Kind.AMBIGUOUS, Note.Kind.CALL_ENDED, Note.Kind.CALL_FAILED);
    /** After these a warning waits for nothing but its turn. */
    private static final Set<Note.Kind> WAITS = EnumSet.of(Note.Kind.ACCEPTED, Note.Kind.RETURNED, Note.Kind.RESEND,
            Note.Kind.NEXT_STEP);

    private final InstantSource clock;
    private final QuietTimes quiet;
    private final ZoneId zone;
    private final Carriers carriers;

    /**
     * Timelines that know these quiet times and tell them by that zone's clock.
     *
     * @param carriers what is known of them
     */
    public Timeline(InstantSource clock, QuietTimes quiet, ZoneId zone, Carriers carriers) {
        this.clock = clock;
        this.quiet = quiet;
        this.zone = zone;
        this.carriers = carriers;
    }

    /** What is known of carriers: what their raw codes mean, and what they cost. */
    @FunctionalInterface
    public interface Carriers {
        /** Nobody knows any. */
        Carriers NONE = (_, _) -> CauseWords.NONE;

        /**
         * The words for a code.
         *
         * @param carrier name of whose code it is
         * @return none when nobody knows it
         */
        CauseWords words(String carrier, String raw);

        /** Money for a segment or a call attempt of a carrier; null when it is not told. */
        default @Nullable Double cost(String carrier) {
            return null;
        }
    }

    /**
     * An entry as it is shown.
     *
     * @param entry what happened, the first time
     * @param times how often in a row, at least 1
     * @param until the last time
     * @param words what its raw code means; none when it has none, or nobody knows it
     * @param cost of a segment that was submitted; null when that is not told
     */
    public record Shown(TimelineEntry entry, int times, Instant until, CauseWords words, @Nullable Double cost) {
        private static Shown once(TimelineEntry entry) {
            return new Shown(entry, 1, entry.at(), CauseWords.NONE, null);
        }
    }

    /** What the entries of a warning come to. */
    public List<Shown> of(Standing standing, List<TimelineEntry> entries) {
        List<Shown> shown = new ArrayList<>();
        for (TimelineEntry entry : entries) {
            if (entry.kind() == Note.Kind.RETURNED) {
                fold(shown, entry);
            } else {
                shown.add(new Shown(entry, 1, entry.at(), words(entry),
                        entry.kind() == Note.Kind.SUBMITTED ? carriers.cost(entry.carrier()) : null));
            }
        }
        return withQuietHours(standing, shown);
    }

    private CauseWords words(TimelineEntry entry) {
        if (!CODED.contains(entry.kind())) {
            return CauseWords.NONE;
        }
        int behind = entry.text().indexOf(" (");
        return carriers.words(entry.carrier(), behind < 0 ? entry.text() : entry.text().substring(0, behind));
    }

    private static void fold(List<Shown> shown, TimelineEntry entry) {
        if (!shown.isEmpty() && shown.getLast().entry().kind() == Note.Kind.BYPASSED) {
            shown.removeLast();
        }
        if (!shown.isEmpty() && shown.getLast().entry().kind() == Note.Kind.FENCED) {
            shown.removeLast();
        }
        Shown last = shown.isEmpty() ? null : shown.getLast();
        if (last != null && last.entry().kind() == Note.Kind.RETURNED && last.entry().text().equals(entry.text())
                && last.entry().carrier().equals(entry.carrier())) {
            shown.removeLast();
            shown.add(new Shown(last.entry(), last.times() + 1, entry.at(), CauseWords.NONE, null));
        } else {
            shown.add(Shown.once(new TimelineEntry(entry.at(), entry.kind(), entry.carrier(), 0, entry.text())));
        }
    }

    private List<Shown> withQuietHours(Standing standing, List<Shown> shown) {
        WarningState state = standing.progress().state();
        boolean waiting = state == WarningState.READY || state == WarningState.SCHEDULED;
        Instant now = clock.instant();
        List<Shown> all = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Shown each = shown.get(i);
            all.add(each);
            boolean last = i == shown.size() - 1;
            if (WAITS.contains(each.entry().kind()) && (!last || waiting)) {
                Shown wait = wait(standing, each, last ? now : shown.get(i + 1).entry().at());
                boolean told = !last && shown.get(i + 1).entry().kind() == Note.Kind.DEFERRED;
                if (wait != null && !told) {
                    all.add(wait);
                }
            }
        }
        return all;
    }

    /** Its wait for quiet hours between an entry and that time, if there was one. */
    private @Nullable Shown wait(Standing standing, Shown after, Instant end) {
        Instant start = standing.warning().notBefore();
        Instant from = start == null || start.isBefore(after.until()) ? after.until() : start;
        QuietTimes.Period period = quiet.next(standing.warning().grade(), from);
        if (period == null) {
            return null;
        }
        Instant begin = period.from().isBefore(from) ? from : period.from();
        return begin.isBefore(end)
                ? Shown.once(new TimelineEntry(begin, Note.Kind.DEFERRED, "", 0, QUIET + " until "
                        + DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(period.until().atZone(zone))))
                : null;
    }
}
