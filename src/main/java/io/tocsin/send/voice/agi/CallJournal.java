package io.tocsin.send.voice.agi;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.StoreUnavailableException;
import java.util.Optional;

/**
 * What is known, and made known, about calls under way; the same for all nodes. Its methods block
 * and throw {@link StoreUnavailableException}.
 */
public interface CallJournal {
    /**
     * Whom an attempt calls.
     *
     * @return empty when there is no such warning, or it is not under way by that attempt
     */
    Optional<Callee> callee(AttemptId attempt);

    /**
     * The same when this node knows it by itself; does not block and throws nothing. Empty says only
     * that {@link #callee} has to be asked.
     */
    default Optional<Callee> known(AttemptId attempt) {
        return Optional.empty();
    }

    /**
     * Flags the warning of an attempt: its person seems to be a victim. Durable when this returns;
     * flagging again changes nothing. A number that has an open flag joins it.
     *
     * @param evidence what showed it, for people: dialog, state and branch; at most 255 bytes are kept
     */
    void flag(AttemptId attempt, String evidence);

    /**
     * Notes in the warning's timeline what was said in a call that is over.
     *
     * @param text the dialog's label, the way through it and what it came to; at most 255 bytes are
     *            kept
     */
    void talked(AttemptId attempt, String text);
}
