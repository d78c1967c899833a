package io.tocsin.review;

import io.tocsin.review.failure.CaseException;
import io.tocsin.review.item.Case;
import io.tocsin.review.item.CaseId;
import io.tocsin.review.item.Claimed;
import io.tocsin.review.item.Opening;
import io.tocsin.review.item.Reviewer;
import io.tocsin.review.item.Token;
import io.tocsin.warning.Grade;
import io.tocsin.warning.WarningId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done with cases. Every method is durable when it returns and may be called on any
 * node; what is refused throws a {@link CaseException} and changes nothing, and when the store does
 * not answer {@link io.tocsin.warning.StoreUnavailableException}, after which it may or may not
 * have happened.
 *
 * <p>
 * A case of a unit that the caller does not see is answered as if there were none. Methods with a
 * token throw {@link io.tocsin.review.failure.LeaseLostException} when it is stale, with who holds
 * the case now.
 */
public interface Cases {
    /** Most cases of one claim. */
    int MOST_CLAIMS = 20;
    /** How long an act can be undone. */
    Duration UNDO = Duration.ofSeconds(10);

    /**
     * Opens a case, or joins the number's open one, whose grade it can raise.
     *
     * @return which case
     */
    Opening.Opened open(Opening opening);

    /**
     * Takes up the most urgent cases that wait: by grade, then those whose first touch is due soonest,
     * then those that come back. No two callers ever get the same one.
     *
     * @param most 1 to {@link #MOST_CLAIMS}
     * @return fewer, or none, when no more wait
     */
    List<Claimed> claim(Reviewer who, int most);

    /**
     * Takes up one certain case: open, snoozed or escalated. Who holds it already gets a new token; the
     * old one is stale then.
     *
     * @throws io.tocsin.review.failure.CaseHeldException when somebody else holds it
     * @throws io.tocsin.review.failure.WrongStateException when it is done
     */
    Claimed claim(Reviewer who, CaseId id);

    /**
     * Prolongs a lease.
     *
     * @return until when
     */
    Instant heartbeat(Reviewer who, CaseId id, Token token);

    /**
     * Keeps the note as it is typed; also prolongs the lease.
     *
     * @param note at most {@link Finding#LONGEST_NOTE} characters are kept
     * @return when it was kept
     */
    Instant note(Reviewer who, CaseId id, Token token, String note);

    /**
     * Notes that a message was sent to the case's number: on its timeline, and among its warnings, so
     * that what becomes of the message is shown with the case. Once for each warning; changes nothing
     * else, and needs no token, as the message is away.
     *
     * @param warning the message
     * @param message its name
     */
    Case texted(Reviewer who, CaseId id, WarningId warning, String message);

    /** Gives a case back to the queue, where it stood. */
    Decision release(Reviewer who, CaseId id, Token token);

    /** Puts a case off; it comes back by itself. */
    Decision snooze(Reviewer who, CaseId id, Token token, Instant until, String note);

    /**
     * Gives the case a disposition, which closes it, puts it off or escalates it, as the dictionary
     * says.
     *
     * @throws io.tocsin.review.failure.BadDispositionException when the dictionary asks for more
     */
    Decision decide(Reviewer who, CaseId id, Token token, Finding finding);

    /** Hands the case to a police station (见面劝阻). */
    Decision escalate(Reviewer who, CaseId id, Token token, String station, String note);

    /**
     * Takes back the disposition, snooze, escalation or release of that token, at most {@link #UNDO}
     * ago: the case is held as before.
     *
     * @throws io.tocsin.review.failure.UndoTooLateException when that is over, or something followed
     */
    Claimed undo(Reviewer who, CaseId id, Token token);

    /**
     * What the station reports about an escalated case.
     *
     * @param closes whether that closes it; else it comes back to the queue
     * @throws io.tocsin.review.failure.WrongStateException when it is not escalated
     */
    Case feedback(Reviewer who, CaseId id, Finding finding, boolean closes);

    /**
     * Gives a case that is not done to somebody, whose lease begins now, or back to the queue; who held
     * it loses it.
     *
     * @param to null for the queue
     */
    Case reassign(Reviewer who, CaseId id, @Nullable String to, String note);

    /**
     * Opens a closed case again.
     *
     * @throws io.tocsin.review.failure.WrongStateException when it is not done, or the number has
     *             another case that is not
     */
    Case reopen(Reviewer who, CaseId id, String note);

    /**
     * Changes the grade; without a token any grade of a case that is not done, with one only a more
     * urgent one.
     *
     * @param token null for a supervisor
     */
    Case grade(Reviewer who, CaseId id, @Nullable Token token, Grade grade, String note);
}
