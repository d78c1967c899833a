package io.tocsin.plan;

import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Progress;
import io.tocsin.warning.StopKind;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules that keep a warning from being sent, asked again before every attempt. The stop list
 * ("numbers never to contact") and the pilot's guard bind every grade; that a person opted out by a
 * reply binds every grade but urgent; quiet hours and the frequency cap bind those that do not
 * preempt.
 *
 * @param quiet hours, null for none
 * @param cap contacts of a phone, null for no limit
 * @param preempting grades that bypass quiet hours and cap
 * @param callGap between calls of one phone for different warnings; null for none
 * @param allowed whom a pilot may contact
 */
public record Suppression(@Nullable QuietHours quiet, @Nullable Cap cap, Set<Grade> preempting, @Nullable Gap callGap,
        Predicate<Phone> allowed) {
    /** Reason of a suppression and of a bypass, as the timeline says it. */
    public static final String QUIET_HOURS = "quiet-hours";

    /** Reason of a bypass, as the timeline says it. */
    public static final String OPT_OUT = "opt-out";

    /** Reason of a deferral and of a bypass, as the timeline says it. */
    public static final String CALL_GAP = "call-gap";

    /** Without a gap between calls. */
    public Suppression(@Nullable QuietHours quiet, @Nullable Cap cap, Set<Grade> preempting,
            Predicate<Phone> allowed) {
        this(quiet, cap, preempting, null, allowed);
    }

    /**
     * The least time between calls of one phone.
     *
     * @param length at least a second
     * @param zone in which the timeline tells until when a call waits
     */
    public record Gap(Duration length, ZoneId zone) {}

    /**
     * The most contacts of one phone.
     *
     * @param most so many
     * @param within in this time
     */
    public record Cap(int most, Duration within) {
        /**
         * Whether one more is allowed.
         *
         * @param contacts that there were in that time
         */
        public boolean admits(int contacts) {
            return contacts < most;
        }
    }

    /** What the rules say about one warning. */
    public sealed interface Verdict {
        /** It may be sent. */
        record Send() implements Verdict {}

        /**
         * It may be sent although rules say otherwise, because of its grade.
         *
         * @param rules which, as the timeline says it
         */
        record Bypass(String rules) implements Verdict {}

        /** It may not be sent; this happens to it instead. */
        record Keep(Ruling ruling) implements Verdict {}
    }

    /** Copies the set. */
    public Suppression {
        EnumSet<Grade> copy = EnumSet.noneOf(Grade.class);
        copy.addAll(preempting);
        preempting = Set.copyOf(copy);
    }

    /** No rule at all. */
    public static Suppression none() {
        return new Suppression(null, null, Set.of(), null, phone -> true);
    }

    /** Whether it is quiet for grades that do not preempt. */
    public boolean isQuiet(Instant now) {
        return quiet != null && quiet.contains(now);
    }

    /** Whether the grade obeys quiet hours and cap. */
    public boolean obeys(Grade grade) {
        return !preempting.contains(grade);
    }

    /**
     * Whether the cap is asked, and what it admits counted as a contact: once per warning, at its first
     * attempt, when the grade obeys it.
     */
    public boolean isCapped(Grade grade, Progress progress) {
        return cap != null && progress.attempts() == 0 && obeys(grade);
    }

    /**
     * Asks every rule but the cap, which needs the store.
     *
     * @param isQuiet {@link #isQuiet} for that time, asked once for many warnings
     * @param stopped how the stop list knows the number
     */
    public Verdict check(Warning warning, Progress progress, Lane lane, StopKind stopped, boolean isQuiet,
            Instant now) {
        Instant end = warning.expiresAt();
        if (end != null && !now.isBefore(end)) {
            return new Verdict.Keep(expired(progress));
        }
        if (binds(stopped, warning.grade())) {
            return new Verdict.Keep(suppressed(progress, CauseClass.STOP_LIST));
        }
        if (!allowed.test(warning.phone())) {
            return new Verdict.Keep(suppressed(progress, CauseClass.SAFETY));
        }
        boolean optedOut = stopped == StopKind.OPTED_OUT;
        if (!isQuiet || quiet == null) {
            return optedOut ? BYPASSED_OPT_OUT : SEND;
        }
        if (obeys(warning.grade())) {
            return new Verdict.Keep(deferred(progress, lane, QUIET_HOURS, quiet.end(now), quiet.zone()));
        }
        return optedOut ? BYPASSED_BOTH : BYPASSED_QUIET;
    }

    /**
     * Whether the stop list keeps a warning of that grade from the number: who opted out is warned all
     * the same when it is urgent.
     */
    public static boolean binds(StopKind stopped, Grade grade) {
        return switch (stopped) {
            case NONE -> false;
            case OPTED_OUT -> grade != Grade.URGENT;
            case NEVER -> true;
        };
    }

    /**
     * A warning that a rule keeps from being sent for good.
     *
     * @param rule one that {@linkplain CauseClass#isRule is a rule}
     */
    public static Ruling suppressed(Progress progress, CauseClass rule) {
        String reason = switch (rule) {
            case STOP_LIST -> "stop-list";
            case FREQUENCY_CAP -> "frequency-cap";
            case SAFETY -> "safety";
            default -> throw new IllegalArgumentException("got the cause " + rule + ", expected a rule");
        };
        return new Ruling(new Decision.Finish(WarningState.SUPPRESSED, new Cause(rule, reason)),
                new Change(progress).cause(rule).to(WarningState.SUPPRESSED), new Note(Note.Kind.SUPPRESSED, reason));
    }

    /** A warning whose time ran out. */
    public static Ruling expired(Progress progress) {
        return new Ruling(new Decision.Finish(WarningState.EXPIRED, new Cause(CauseClass.NONE, "")),
                new Change(progress).to(WarningState.EXPIRED), new Note(Note.Kind.EXPIRED, ""));
    }

    /** A call that has to wait, as its number was rung for another warning a moment ago. */
    public static Ruling deferred(Progress progress, Lane lane, Gap gap, Instant until) {
        return deferred(progress, lane, CALL_GAP, until, gap.zone());
    }

    private static Ruling deferred(Progress progress, Lane lane, String why, Instant until, ZoneId zone) {
        String when = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(until.atZone(zone));
        return new Ruling(new Decision.Defer(lane, until), new Change(progress).to(WarningState.SCHEDULED),
                new Note(Note.Kind.DEFERRED, why + " until " + when));
    }

    private static final Verdict SEND = new Verdict.Send();
    private static final Verdict BYPASSED_QUIET = new Verdict.Bypass(QUIET_HOURS);
    private static final Verdict BYPASSED_OPT_OUT = new Verdict.Bypass(OPT_OUT);
    private static final Verdict BYPASSED_BOTH = new Verdict.Bypass(OPT_OUT + ", " + QUIET_HOURS);
}
