package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.part.TransferResult;

/** What happens to a call while a dialog is held. */
public sealed interface Event {
    /** What was being said has been said to its end, or could not be said. */
    record PromptEnded() implements Event {}

    /**
     * A key was pressed.
     *
     * @param key 0 to 9, * or #
     */
    record Key(char key) implements Event {}

    /** Nothing came within the time of the last {@link Action.Listen}. */
    record Silence() implements Event {}

    /**
     * Something was said.
     *
     * @param word its class in the vocabulary, empty when it is of none
     */
    record Speech(String word) implements Event {}

    /** The person hung up. */
    record HungUp() implements Event {}

    /**
     * A transfer came to its end.
     *
     * @param result how
     */
    record Transferred(TransferResult result) implements Event {}

    /** The time of the whole dialog is over; what a transferred call talks does not count. */
    record Deadline() implements Event {}

    /** A short word for the trail. */
    default String describe() {
        return switch (this) {
            case PromptEnded() -> "prompt ended";
            case Key(char key) -> "key " + key;
            case Silence() -> "silence";
            case Speech(String word) -> word.isEmpty() ? "speech of no class" : "speech " + word;
            case HungUp() -> "hung up";
            case Transferred(TransferResult result) -> "transfer " + result.code();
            case Deadline() -> "deadline";
        };
    }
}
