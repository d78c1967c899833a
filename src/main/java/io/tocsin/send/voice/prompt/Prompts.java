package io.tocsin.send.voice.prompt;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Where what is to be said becomes sound that an Asterisk can play. Safe for use by several
 * threads.
 */
public interface Prompts {
    /**
     * The sound of an utterance, made now if it is not there yet. Blocks.
     *
     * @param within how long to wait at most
     * @return what Asterisk's STREAM FILE takes: a path without ending; empty when it cannot be had, or
     *         not in time
     */
    Optional<String> sound(Utterance utterance, Duration within);

    /**
     * How long a sound lasts.
     *
     * @param sound as {@link #sound} names it
     * @return empty when that is not known
     */
    default Optional<Duration> length(String sound) {
        return Optional.empty();
    }

    /**
     * Has sounds made ahead, so that no call waits for them. Returns at once; what is too much is left
     * out.
     */
    void warm(Collection<Utterance> utterances);

    /** The same for calls that are still far away: what {@link #warm} asks for goes first. */
    void warmAhead(Collection<Utterance> utterances);

    /** Whether no call would wait for any of these. */
    default boolean areReady(Collection<Utterance> utterances) {
        return true;
    }
}
