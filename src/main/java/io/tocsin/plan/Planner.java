package io.tocsin.plan;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Note;
import io.tocsin.warning.Outcome;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Warning;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens next to a warning after an attempt ended or a wait is over. Pure: everything
 * it depends on is in its question.
 *
 * <p>
 * An attempt is spent when the carrier accepts it, when it fails for a reason that spends, or when
 * its end is unknown. A receipt that says NETWORK or CONFIG gives it back. {@code attempts} limits
 * a step, {@code budget} the warning, {@code networkRetries} the faults that spend neither, among
 * them flow control of this number alone. Flow control of the account spends nothing and never ends
 * a warning.
 */
public final class Planner {
    private static final Decision ACCEPTED = new Decision.Await(false);
    private static final Decision AMBIGUOUS = new Decision.Await(true);
    private static final Decision IGNORE = new Decision.Ignore();
    /** Its text, the message ids, is the caller's to add. */
    private static final Note SUBMITTED = new Note(Note.Kind.SUBMITTED, "");

    /** When flow control refused it: others go first, more of them each time. */
    private static final RetryRule LATER = new RetryRule.Growing(Duration.ofSeconds(2), 2, Duration.ofSeconds(30), 0.5);

    private Planner() {}

    /**
     * Everything a decision depends on besides the end itself.
     *
     * @param warning which warning
     * @param progress how far it has come
     * @param playbook how it is to be reached
     * @param ambiguous the rule of the carrier of its latest attempt
     * @param now the time
     * @param random from 0 to 1, spreads retries
     * @param others for each other carrier that serves the warning's lane and has not refused it: from
     *            when on it may take it, now or earlier when it may at once
     */
    public record Question(Warning warning, Progress progress, Playbook playbook, AmbiguousRule ambiguous, Instant now,
            double random, List<Instant> others) {
        /** Copies the times. */
        public Question {
            others = List.copyOf(others);
        }

        /** Where no other carrier is. */
        public Question(Warning warning, Progress progress, Playbook playbook, AmbiguousRule ambiguous, Instant now,
                double random) {
            this(warning, progress, playbook, ambiguous, now, random, List.of());
        }

        private long open() {
            return others.stream().filter(at -> !at.isAfter(now)).count();
        }

        /** That time, or the one before it at which another carrier opens. */
        private Instant orOpening(Instant at) {
            return others.stream().filter(other -> other.isAfter(now) && other.isBefore(at))
                    .min(Comparator.naturalOrder()).orElse(at);
        }
        Lane lane(int step) {
            return new Lane(playbook.step(step).channel(), warning.operator(), warning.grade());
        }

        Step step() {
            return playbook.step(progress.step());
        }

        /** The rule for that class in this step. */
        RetryRule rule(CauseClass type) {
            RetryRule rule = playbook.retry().of(step().channel(), type);
            boolean onward = rule instanceof RetryRule.Onward && playbook.hasAfter(progress.step());
            return onward ? new RetryRule.GiveUp() : rule;
        }

        boolean inTime(Instant at) {
            Instant end = warning.expiresAt();
            return end == null || at.isBefore(end);
        }
    }

    /**
     * What follows when an attempt failed only because its number is another operator's by now: it goes
     * there at once, and spends what a fault of the network does.
     */
    public static Ruling moved(Question q, Cause cause) {
        AttemptEnd end = new AttemptEnd.Failed(cause);
        if (!isOpen(q.progress())) {
            return late(q, end);
        }
        Change change = new Change(q.progress()).networkFault(q.playbook().networkRetries())
                .cause(CauseClass.NETWORK);
        Note note = new Note(q.progress().state() == WarningState.IN_FLIGHT
                ? Note.Kind.SUBMIT_FAILED
                : Note.Kind.RECEIPT, cause.raw());
        return isTooMany(q, change)
                ? nextStep(q, change, cause, note, null)
                : retryAt(q, change, q.now(), cause, note);
    }

    /** What follows from that end. */
    public static Ruling decide(Question q, AttemptEnd end) {
        Ruling ruling = byEnd(q, end);
        return isOpen(q.progress()) && isHandedOver(q.progress(), q.step().channel()) && !isEnough(ruling.to())
                ? handedOver(q, ruling.note())
                : ruling;
    }

    /**
     * Whether its person is called by a person: the robot asked, heard that somebody seems to be a
     * victim, and must not ring there again, whatever else was heard of the call.
     */
    public static boolean isHandedOver(Progress progress, Channel channel) {
        return channel == Channel.VOICE && progress.has(Progress.FLAGGED);
    }

    /** Such a warning that is about to be called: its flag came when that had been planned already. */
    public static Ruling handedOver(Progress progress) {
        return finish(new Change(progress).cause(CauseClass.REACHED), WarningState.REACHED,
                new Cause(CauseClass.REACHED, Outcome.VICTIM_SUSPECTED.code()),
                new Note(Note.Kind.SUPPRESSED, "flagged"));
    }

    private static boolean isEnough(Progress to) {
        return switch (to.state()) {
            case REACHED, CANCELLED, SUPPRESSED, IN_FLIGHT -> true;
            case AWAITING_RECEIPT -> !to.has(Progress.AMBIGUOUS);
            case SCHEDULED, READY, UNREACHED, EXPIRED -> false;
        };
    }

    private static Ruling handedOver(Question q, Note note) {
        return finish(new Change(q.progress()).spend().cause(CauseClass.REACHED), WarningState.REACHED,
                new Cause(CauseClass.REACHED, Outcome.VICTIM_SUSPECTED.code()), note);
    }

    private static Ruling byEnd(Question q, AttemptEnd end) {
        return switch (end) {
            case AttemptEnd.Delivered(var cause) -> delivered(q, cause);
            case AttemptEnd ignored when !isOpen(q.progress()) -> late(q, end);
            case AttemptEnd.Accepted() -> accepted(q);
            case AttemptEnd.Failed(var cause) -> failed(q, cause);
            case AttemptEnd.Unknown(var cause) -> unknown(q, cause);
            case AttemptEnd.FlowControlled(var cause, var alone) -> alone
                    ? refusedAlone(q, cause)
                    : refused(q, cause);
            case AttemptEnd.NeverSent(var why) -> back(q, why);
            case AttemptEnd.WaitOver() -> waitOver(q);
            case AttemptEnd.NoReceipt() -> noReceipt(q);
        };
    }

    /** An attempt is open while its end can still matter. */
    private static boolean isOpen(Progress progress) {
        return progress.state() == WarningState.IN_FLIGHT || progress.state() == WarningState.AWAITING_RECEIPT;
    }

    private static Ruling late(Question q, AttemptEnd end) {
        String text = end instanceof AttemptEnd.Failed(var cause) ? cause.raw() : "";
        return new Ruling(IGNORE, q.progress(), new Note(Note.Kind.LATE_RECEIPT, text));
    }

    private static Ruling accepted(Question q) {
        Change change = new Change(q.progress()).spend();
        if (mustConfirm(q)) {
            change.flag(Progress.CONFIRM);
        }
        return new Ruling(ACCEPTED, change.to(WarningState.AWAITING_RECEIPT), SUBMITTED);
    }

    private static boolean mustConfirm(Question q) {
        Step step = q.step();
        return step.confirm() && step.channel() == Channel.SMS && q.playbook().hasAfter(q.progress().step());
    }

    private static Ruling delivered(Question q, Cause cause) {
        if (q.progress().state().isFinal()) {
            return new Ruling(IGNORE, q.progress(), new Note(Note.Kind.LATE_RECEIPT, cause.raw()));
        }
        Change change = new Change(q.progress()).spend().cause(CauseClass.REACHED);
        Note note = new Note(Note.Kind.RECEIPT, cause.raw());
        if (isOpen(q.progress()) && mustConfirm(q) && change.attempts() < q.playbook().budget()
                && q.inTime(q.now())) {
            return toStep(q, change, q.progress().step() + 1, note);
        }
        return finish(change, WarningState.REACHED, cause, note);
    }

    private static Ruling failed(Question q, Cause cause) {
        Note note = new Note(q.progress().state() == WarningState.IN_FLIGHT
                ? Note.Kind.SUBMIT_FAILED
                : Note.Kind.RECEIPT, cause.raw());
        return switch (cause.type()) {
            case REACHED -> delivered(q, cause);
            case AMBIGUOUS, NONE -> unknown(q, cause);
            case NETWORK, CONFIG -> networkFault(q, cause, note);
            case STOP_LIST, FREQUENCY_CAP, SAFETY -> throw new IllegalArgumentException(
                    "got an attempt that ended with " + cause.type() + ", which is no end of an attempt");
            case PERMANENT -> nextStep(q, new Change(q.progress()).spend().cause(cause.type()), cause, note,
                    q.step().channel());
            case QUOTA, TIME_WINDOW -> closed(q, cause, note);
            case BUSY, NO_ANSWER, POWERED_OFF, UNREACHABLE, REJECTED -> again(q, cause, note);
        };
    }

    /**
     * This carrier takes no more now, which says nothing of others: as long as one is open that has not
     * refused it too, it goes there at once. What was refused when it was submitted spends nothing;
     * what was taken and then refused by a receipt stays spent, so that it does not go round for ever.
     * When all that are open refused it (receipts: as many as there are) it waits for the class's time.
     */
    private static Ruling closed(Question q, Cause cause, Note note) {
        boolean taken = q.progress().state() == WarningState.AWAITING_RECEIPT;
        int before = taken ? q.progress().stepAttempts() - 1 : 0;
        Change change = new Change(q.progress()).cause(cause.type());
        if (!taken) {
            change.refuser().networkFault(q.playbook().networkRetries());
        }
        boolean none = taken ? isSpent(q, change) : isTooMany(q, change);
        // It refused it before, and was asked again as the others that are open were not ready: no hurry.
        boolean twice = !taken && (q.progress().refusers() & Progress.bit(q.progress().carrier())) != 0;
        return before >= q.open() || none
                ? again(q, cause, note)
                : retryAt(q, change, twice ? later(q) : q.now(), cause, note);
    }

    private static boolean isSpent(Question q, Change change) {
        return change.stepAttempts() >= q.step().attempts() || change.attempts() >= q.playbook().budget();
    }

    private static Ruling networkFault(Question q, Cause cause, Note note) {
        Change change = new Change(q.progress()).networkFault(q.playbook().networkRetries()).cause(cause.type());
        RetryRule rule = q.rule(cause.type());
        if (isTooMany(q, change) || rule instanceof RetryRule.GiveUp) {
            return nextStep(q, change, cause, note, null);
        }
        return retryAt(q, change, RetryRule.next(rule, q.now(), change.networkRetries() - 1, q.random()), cause, note);
    }

    /** Rows count to 255. */
    private static boolean isTooMany(Question q, Change change) {
        return change.networkRetries() > Math.min(254, q.playbook().networkRetries());
    }

    private static Ruling again(Question q, Cause cause, Note note) {
        Change change = new Change(q.progress()).spend().cause(cause.type());
        RetryRule rule = q.rule(cause.type());
        if (isSpent(q, change) || rule instanceof RetryRule.GiveUp) {
            return nextStep(q, change, cause, note, null);
        }
        Instant at = RetryRule.next(rule, q.now(), change.stepAttempts() - 1, q.random());
        boolean isClosed = cause.type() == CauseClass.QUOTA || cause.type() == CauseClass.TIME_WINDOW;
        return retryAt(q, change, isClosed ? q.orOpening(at) : at, cause, note);
    }

    /** A retry that would come after the warning's expiry is not waited for. */
    private static Ruling retryAt(Question q, Change change, Instant at, Cause cause, Note note) {
        if (q.inTime(at)) {
            Lane lane = q.lane(q.progress().step());
            return new Ruling(new Decision.Retry(lane, at), change.to(WarningState.SCHEDULED), note);
        }
        return q.playbook().hasAfter(q.progress().step()) && q.inTime(q.now())
                ? nextStep(q, change, cause, note, null)
                : finish(change, WarningState.EXPIRED, cause, note);
    }

    /**
     * The next step that could still work, else unreached.
     *
     * @param hopeless steps of this channel are passed over
     */
    private static Ruling nextStep(Question q, Change change, Cause cause, Note note, @Nullable Channel hopeless) {
        int next = q.progress().step() + 1;
        while (next < q.playbook().steps().size() && q.playbook().step(next).channel() == hopeless) {
            next++;
        }
        if (next >= q.playbook().steps().size() || change.attempts() >= q.playbook().budget()) {
            return finish(change, WarningState.UNREACHED, cause, note);
        }
        return q.inTime(q.now())
                ? toStep(q, change, next, note)
                : finish(change, WarningState.EXPIRED, cause, note);
    }

    private static Ruling toStep(Question q, Change change, int step, Note note) {
        Lane lane = q.lane(step);
        return new Ruling(new Decision.NextStep(step, lane, q.now()), change.step(step).to(WarningState.READY), note);
    }

    private static Ruling unknown(Question q, Cause cause) {
        Change change = new Change(q.progress()).spend().cause(CauseClass.AMBIGUOUS).flag(Progress.AMBIGUOUS);
        if (mustConfirm(q)) {
            change.flag(Progress.CONFIRM);
        }
        return new Ruling(AMBIGUOUS, change.to(WarningState.AWAITING_RECEIPT),
                new Note(Note.Kind.AMBIGUOUS, cause.raw()));
    }

    /**
     * The account is to be slowed, which {@code dispatch} sees to; the warning is tried for as long as
     * it may.
     */
    private static Ruling refused(Question q, Cause cause) {
        Change change = new Change(q.progress()).refused().cause(cause.type());
        return retryAt(q, change, later(q), cause,
                new Note(Note.Kind.SUBMIT_FAILED, cause.raw() + " (flow control, the carrier is slowed)"));
    }

    /** The carrier takes others: this one must not stand in their way, and not for ever. */
    private static Ruling refusedAlone(Question q, Cause cause) {
        Change change = new Change(q.progress()).refused().networkFault(q.playbook().networkRetries())
                .cause(cause.type());
        Note note = new Note(Note.Kind.SUBMIT_FAILED, cause.raw() + " (flow control of this number, others are taken)");
        return isTooMany(q, change)
                ? nextStep(q, change, cause, note, null)
                : retryAt(q, change, later(q), cause, note);
    }

    private static Instant later(Question q) {
        return RetryRule.next(LATER, q.now(), q.progress().refusals(), q.random());
    }

    private static Ruling back(Question q, String why) {
        Change change = new Change(q.progress());
        Lane lane = q.lane(q.progress().step());
        return new Ruling(new Decision.BackToLane(lane), change.to(WarningState.READY),
                new Note(Note.Kind.RETURNED, why));
    }

    private static Ruling waitOver(Question q) {
        Cause cause = new Cause(CauseClass.AMBIGUOUS, "");
        Change change = new Change(q.progress()).cause(CauseClass.AMBIGUOUS);
        boolean left = change.stepAttempts() < q.step().attempts() && change.attempts() < q.playbook().budget();
        AmbiguousRule.Then then = q.ambiguous().then();
        int attempt = q.progress().fence();
        if (then == AmbiguousRule.Then.RESEND && left && q.inTime(q.now())) {
            return new Ruling(new Decision.Retry(q.lane(q.progress().step()), q.now()),
                    change.flag(Progress.RESENT).to(WarningState.READY),
                    new Note(Note.Kind.RESEND, "repeats attempt " + attempt + ", its end is unknown"));
        }
        String why = "the end of attempt " + attempt + " is unknown";
        if (then == AmbiguousRule.Then.RESEND && !left) {
            why += ", none is left for a repeat";
        }
        Ruling next = then == AmbiguousRule.Then.UNREACHED
                ? finish(change, WarningState.UNREACHED, cause, new Note(Note.Kind.NO_RECEIPT, why))
                : nextStep(q, change, cause, new Note(Note.Kind.NEXT_STEP, why), null);
        return next.to().state().isFinal()
                ? new Ruling(next.decision(), next.to(), new Note(Note.Kind.NO_RECEIPT, why))
                : next;
    }

    private static Ruling noReceipt(Question q) {
        Change change = new Change(q.progress()).cause(CauseClass.AMBIGUOUS);
        return finish(change, WarningState.UNREACHED, new Cause(CauseClass.AMBIGUOUS, ""),
                new Note(Note.Kind.NO_RECEIPT, ""));
    }

    private static Ruling finish(Change change, WarningState state, Cause cause, Note note) {
        return new Ruling(new Decision.Finish(state, cause), change.to(state), note);
    }
}
