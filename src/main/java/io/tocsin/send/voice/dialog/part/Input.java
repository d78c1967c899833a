package io.tocsin.send.voice.dialog.part;

import java.time.Duration;
import java.util.Set;

/**
 * What a question listens for.
 *
 * @param modes keys, speech or both; at least one
 * @param keys the keys of its own branches; those of the dialog's global branches are allowed too
 * @param timeout how long the robot waits for an answer, 1 to 20 s
 * @param minSpeechWords how many words make speech, 1 to 10
 */
public record Input(Set<Mode> modes, String keys, Duration timeout, int minSpeechWords) {
    /** A way to answer. */
    public enum Mode {
        /** Keys of the phone. */
        DTMF,
        /** Words, recognised as a class of the vocabulary. */
        SPEECH
    }

    /** Copies the set. */
    public Input {
        modes = Set.copyOf(modes);
    }
}
