package io.tocsin.review.rule;

import io.tocsin.review.item.Reason;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Note;
import io.tocsin.warning.Outcome;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides from a warning's timeline whether its number is to be flagged: calls are told apart by
 * their fence, what a dialog came to by the {@link Note.Kind#TALKED} entry ({@code LABEL: OUTCOME,
 * …}), and how others ended by their raw cause: ITU-T Q.850 causes and SIP codes as {@code 17/486},
 * after a word where one says more.
 */
public final class Suspects {
    private static final Pattern TALK = Pattern.compile("[^:]*: ([a-z-]+)[,:].*", Pattern.DOTALL);
    private static final Pattern ENGAGED = Pattern.compile("17/.*|[0-9]+/(486|600)");
    private static final Pattern REFUSED = Pattern.compile("refused:.*|21/(?!403).*|[0-9]+/603");
    private static final Set<Note.Kind> ENDS = Set.of(Note.Kind.CALL_ENDED, Note.Kind.CALL_FAILED,
            // As earlier versions told it.
            Note.Kind.RECEIPT, Note.Kind.SUBMIT_FAILED);
    private final FlagRules rules;

    /** Decides by those rules. */
    public Suspects(FlagRules rules) {
        this.rules = rules;
    }

    /** What a sum of bits says to the store, which remembers whom to look at. */
    public int watched() {
        int bits = (rules.busy() > 0 ? 16 : 0) + (rules.refused() > 0 ? 32 : 0);
        for (Grade grade : rules.exhausted()) {
            bits += switch (grade) {
                case URGENT -> 1;
                case HIGH -> 2;
                case MEDIUM -> 4;
                case LOW -> 8;
            };
        }
        return bits;
    }

    /** Whether a text of a timeline says what may flag a number. */
    public boolean isSuspect(String talk) {
        return outcome(talk).filter(outcome -> outcome == Outcome.VICTIM_SUSPECTED || outcome == Outcome.REFUSED
                || outcome == Outcome.TRANSFERRED).isPresent();
    }

    /**
     * Judges a warning.
     *
     * @param state where it stands
     * @param timeline oldest first
     * @return empty when nothing is to be flagged, or a dialog has done so
     */
    public Optional<Suspicion> judge(Grade grade, WarningState state, List<TimelineEntry> timeline) {
        return victim(timeline).or(() -> human(timeline)).or(() -> refused(timeline)).or(() -> engaged(timeline))
                .or(() -> vain(grade, state, timeline));
    }

    /** A dialog that ends so without having flagged its call. */
    private static Optional<Suspicion> victim(List<TimelineEntry> timeline) {
        Set<Integer> flagged = new HashSet<>();
        timeline.stream().filter(each -> each.kind() == Note.Kind.FLAGGED).forEach(each -> flagged.add(each.fence()));
        return last(timeline, Outcome.VICTIM_SUSPECTED).filter(talk -> !flagged.contains(talk.fence()))
                .map(talk -> new Suspicion(Reason.Kind.VICTIM_SUSPECTED, talk.text()));
    }

    private Optional<Suspicion> human(List<TimelineEntry> timeline) {
        return rules.askedHuman()
                ? last(timeline, Outcome.TRANSFERRED)
                        .map(talk -> new Suspicion(Reason.Kind.ASKED_HUMAN, talk.text()))
                : Optional.empty();
    }

    private static Optional<TimelineEntry> last(List<TimelineEntry> timeline, Outcome outcome) {
        return timeline.reversed().stream().filter(each -> each.kind() == Note.Kind.TALKED)
                .filter(each -> outcome(each.text()).filter(outcome::equals).isPresent()).findFirst();
    }

    private Optional<Suspicion> refused(List<TimelineEntry> timeline) {
        Set<Integer> calls = new HashSet<>();
        for (TimelineEntry each : timeline) {
            boolean talked = each.kind() == Note.Kind.TALKED
                    && outcome(each.text()).filter(Outcome.REFUSED::equals).isPresent();
            if (talked || (ENDS.contains(each.kind()) && REFUSED.matcher(each.text()).matches())) {
                calls.add(each.fence());
            }
        }
        return rules.refused() > 0 && calls.size() >= rules.refused()
                ? Optional.of(new Suspicion(Reason.Kind.REFUSED_TWICE, "拒听、拒接达到 " + rules.refused() + " 次"))
                : Optional.empty();
    }

    private Optional<Suspicion> engaged(List<TimelineEntry> timeline) {
        if (rules.busy() == 0) {
            return Optional.empty();
        }
        List<Instant> row = new ArrayList<>();
        for (TimelineEntry each : timeline) {
            if (ENDS.contains(each.kind()) && each.text().indexOf('/') >= 0) {
                if (!ENGAGED.matcher(each.text()).matches()) {
                    row.clear();
                } else {
                    row.add(each.at());
                }
            }
            int from = row.size() - rules.busy();
            if (from >= 0
                    && Duration.between(row.get(from), row.getLast()).compareTo(rules.busyWithin()) <= 0) {
                return Optional.of(new Suspicion(Reason.Kind.BUSY_PATTERN, "连续 " + rules.busy() + " 次占线"));
            }
        }
        return Optional.empty();
    }

    private Optional<Suspicion> vain(Grade grade, WarningState state, List<TimelineEntry> timeline) {
        boolean over = state == WarningState.UNREACHED || state == WarningState.EXPIRED;
        if (!over || !rules.exhausted().contains(grade)) {
            return Optional.empty();
        }
        long attempts = timeline.stream().filter(each -> each.kind() == Note.Kind.FENCED).count();
        return Optional.of(new Suspicion(Reason.Kind.EXHAUSTED,
                attempts == 0 ? "未及尝试即告结束，本人尚未收到预警" : "尝试 " + attempts + " 次未触达"));
    }

    /** Which replies flag their number. */
    public ReplyRule replies() {
        return rules.reply();
    }

    private static Optional<Outcome> outcome(String talk) {
        Matcher words = TALK.matcher(talk);
        return words.matches() ? Outcome.of(words.group(1)) : Optional.empty();
    }
}
