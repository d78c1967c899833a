package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Input;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What a call is to do, in this order. All but {@link Flag} end what is being said or listened for.
 */
public sealed interface Action {
    /**
     * Say something; {@link Event.PromptEnded} is awaited.
     *
     * @param text the words, variables filled in
     * @param file the recording to play instead, empty for none
     * @param language such as {@code zh-CN}
     * @param barge what may cut it short
     * @param keys the keys that may, empty when none
     */
    record Say(String text, String file, String language, Barge barge, String keys) implements Action {}

    /**
     * Listen; a key, speech or {@link Event.Silence} is awaited.
     *
     * @param modes for what
     * @param keys the keys that have a meaning
     * @param timeout how long
     * @param minSpeechWords how many words make speech
     */
    record Listen(Set<Input.Mode> modes, String keys, Duration timeout, int minSpeechWords) implements Action {
        /** Copies the set. */
        public Listen {
            modes = Set.copyOf(modes);
        }
    }

    /**
     * Hand the call to a person; {@link Event.Transferred} is awaited.
     *
     * @param queue whose queue
     * @param timeout how long it may ring
     */
    record Transfer(String queue, Duration timeout) implements Action {}

    /**
     * Make it durable that this person seems to be a victim, before anything that follows is done.
     * Comes at most once in a call.
     *
     * @param state where it showed
     * @param evidence what showed it: a branch, or the end it leads to
     * @param tags noted so far
     */
    record Flag(String state, String evidence, List<String> tags) implements Action {
        /** Copies the list. */
        public Flag {
            tags = List.copyOf(tags);
        }
    }

    /** Hang up, as the person has not. */
    record HangUp() implements Action {}

    /**
     * The dialog is over: always the last action, once.
     *
     * @param ending what it came to
     */
    record End(Ending ending) implements Action {}
}
