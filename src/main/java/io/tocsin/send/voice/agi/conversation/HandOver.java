package io.tocsin.send.voice.agi.conversation;

import io.tocsin.warning.Outcome;
import java.util.function.Consumer;

/** Where it is heard that a person has taken the call that a dialog hands over. */
@FunctionalInterface
public interface HandOver {
    /** Whether somebody has taken it. */
    boolean isTaken();

    /**
     * Has the dialog noted, as far as it has come, when somebody takes the call.
     *
     * @param note notes it and then tells what the dialog has come to; does not block
     */
    default void whenTaken(Consumer<Consumer<Outcome>> note) {}
}
