package io.tocsin.send.voice;

import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.util.Optional;
import java.util.function.Consumer;

/** Where it is known what the dialog of a call came to. Asked on an event loop; does not block. */
@FunctionalInterface
public interface DialogResults {
    /** Where nobody talks. */
    DialogResults NONE = _ -> Optional.empty();

    /**
     * What the dialog of a call came to; that there was one proves that the call was answered.
     *
     * @return empty when there was no dialog, or it has not said
     */
    Optional<Outcome> of(AttemptId attempt);

    /**
     * Whether its dialog is being held: the line to its call is open, so it was answered and is up,
     * whatever else was heard of it.
     */
    default boolean isHeld(AttemptId attempt) {
        return false;
    }

    /**
     * Whether its dialog did not come to its own end: what it came to is what it says of a hang-up, or
     * of its time being over, at that place.
     */
    default boolean isCut(AttemptId attempt) {
        return false;
    }

    /**
     * A person talks with them now, whom the dialog had called.
     *
     * @param then is told what the dialog has come to by that, once what was said is noted; must not
     *            block; runs on any thread
     */
    default void taken(AttemptId attempt, Consumer<Outcome> then) {
        then.accept(Outcome.TRANSFERRED);
    }

    /**
     * Has something done when its dialog is held no more, and at once when it is not held.
     *
     * @param then must not block; runs on any thread
     */
    default void whenOver(AttemptId attempt, Runnable then) {
        then.run();
    }

    /**
     * Whether the line to its call broke off, and the person did not hang up as far as Asterisk said:
     * Asterisk died, or the network between did. What the dialog came to then says little.
     */
    default boolean isBroken(AttemptId attempt) {
        return false;
    }
}
