package io.tocsin.store.work;

import io.tocsin.dispatch.WorkStore.Claimed;
import io.tocsin.warning.Cause;
import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.MessageRef;
import io.tocsin.warning.Note;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Progress;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;
import io.tocsin.warning.WarningState;
import java.util.List;

/** Transitions as a plan would decide them. */
public final class Steps {
    /** Low-grade texts to China Mobile. */
    public static final Lane LOW = new Lane(Channel.SMS, Operator.MOBILE, Grade.LOW);
    /** Urgent texts to China Mobile. */
    public static final Lane URGENT = new Lane(Channel.SMS, Operator.MOBILE, Grade.URGENT);

    private Steps() {}

    /** The carrier took it. */
    public static Transition taken(Claimed claimed) {
        return taken(claimed, "id-" + claimed.standing().warning().id());
    }

    /** The carrier took it and calls it so. */
    public static Transition taken(Claimed claimed, String... ids) {
        Standing at = claimed.standing();
        List<MessageRef> refs = new java.util.ArrayList<>();
        for (int i = 0; i < ids.length; i++) {
            refs.add(new MessageRef(ids[i], i, ids.length));
        }
        Progress to = attempted(at.progress(), WarningState.AWAITING_RECEIPT, CauseClass.NONE, at.progress().flags());
        return new Transition(at.warning().id(), at.progress(), to, null, 0, refs,
                new Note(Note.Kind.SUBMITTED, String.join(",", ids)));
    }

    /** The same with a flag. */
    public static Transition flagged(Transition step, int flag) {
        Progress to = step.to();
        Progress flagged = new Progress(to.state(), to.cause(), to.at(), to.fence(), to.step(), to.stepAttempts(),
                to.attempts(), to.networkRetries(), to.carrier(), to.flags() | flag, to.parts());
        return new Transition(step.id(), step.from(), flagged, step.lane(), step.dueAt(), step.messages(), step.note());
    }

    /** Nobody knows whether it was sent. */
    public static Transition ambiguous(Standing at) {
        Progress to = attempted(at.progress(), WarningState.AWAITING_RECEIPT, CauseClass.AMBIGUOUS,
                at.progress().flags() | Progress.AMBIGUOUS);
        return new Transition(at.warning().id(), at.progress(), to, null, 0, List.of(),
                new Note(Note.Kind.AMBIGUOUS, "no answer"));
    }

    /** The wait for an unknown end is over: it is sent again. */
    public static Transition resend(Standing at, Lane lane) {
        Progress from = at.progress();
        Progress to = new Progress(WarningState.READY, CauseClass.AMBIGUOUS, from.at(), from.fence(), from.step(),
                from.stepAttempts(), from.attempts(), from.networkRetries(), from.carrier(),
                (from.flags() & ~Progress.AMBIGUOUS) | Progress.RESENT, 0);
        return new Transition(at.warning().id(), from, to, lane, 0, List.of(), new Note(Note.Kind.RESEND, "repeat"));
    }

    /** Back to its lane's head, unsent. */
    public static Transition returned(Standing at, Lane lane) {
        return new Transition(at.warning().id(), at.progress(), at.progress().with(WarningState.READY), lane, 0,
                List.of(), new Note(Note.Kind.RETURNED, ""));
    }

    /** Tried again at that time. */
    public static Transition retry(Standing at, Lane lane, long dueAt, Cause why) {
        Progress to = attempted(at.progress(), WarningState.SCHEDULED, why.type(),
                at.progress().flags() & ~Progress.AMBIGUOUS);
        return new Transition(at.warning().id(), at.progress(), to, lane, dueAt, List.of(),
                new Note(Note.Kind.SUBMIT_FAILED, why.raw()));
    }

    /** It ends so. */
    public static Transition end(Standing at, WarningState state, Note.Kind kind, String text) {
        return new Transition(at.warning().id(), at.progress(), at.progress().with(state), null, 0, List.of(),
                new Note(kind, text));
    }

    private static Progress attempted(Progress from, WarningState state, CauseClass cause, int flags) {
        return new Progress(state, cause, from.at(), from.fence(), from.step(), from.stepAttempts() + 1,
                from.attempts() + 1, from.networkRetries(), from.carrier(), flags, 0);
    }
}
