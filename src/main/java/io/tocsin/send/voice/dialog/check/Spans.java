package io.tocsin.send.voice.dialog.check;

import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.part.State;

/** How long a state takes. */
public final class Spans {
    private Spans() {}

    /**
     * What it takes to say its prompt once.
     *
     * @return milliseconds
     */
    public static long spoken(State state) {
        Prompt prompt = state.prompt();
        return prompt == null ? 0 : prompt.millis();
    }

    /**
     * What it takes at most to wait for the answer or the person.
     *
     * @return milliseconds
     */
    static long waited(State state) {
        return switch (state) {
            case State.Say _ -> 0;
            case State.Ask ask -> ask.input().timeout().toMillis();
            case State.Transfer transfer -> transfer.timeout().toMillis();
        };
    }
}
