package io.tocsin.send.voice.dialog.talk;

import java.util.List;

/**
 * What follows from one event.
 *
 * @param talk how far the dialog has come now
 * @param actions what the call is to do, in order; empty when the event means nothing here
 */
public record Turn(Talk talk, List<Action> actions) {
    /** Copies the list. */
    public Turn {
        actions = List.copyOf(actions);
    }
}
