package io.tocsin.send.voice.dialog.part;

import io.tocsin.warning.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What it means when a call ends in a state before the dialog does: the person hung up, or a limit
 * was reached.
 *
 * @param before by state, while its prompt has not been said to its end
 * @param after by state, afterwards
 */
public record HangUps(Map<String, Outcome> before, Map<String, Outcome> after) {
    /** Copies the maps. */
    public HangUps {
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /**
     * The meaning in a state. A state that stands in one map only means the same in both.
     *
     * @param state its name
     * @param said whether its prompt has been said to its end
     * @return {@link Outcome#NO_RESPONSE} for a state that stands in neither
     */
    public Outcome in(String state, boolean said) {
        Map<String, Outcome> first = said ? after : before;
        Map<String, Outcome> second = said ? before : after;
        return first.getOrDefault(state, second.getOrDefault(state, Outcome.NO_RESPONSE));
    }

    /** Whether the state stands in one of the maps. */
    public boolean covers(String state) {
        return before.containsKey(state) || after.containsKey(state);
    }
}
