package io.tocsin.send.voice.agi;

import io.tocsin.warning.Grade;
import java.util.Map;

/**
 * Who is being called, as far as a dialog needs to know.
 *
 * @param grade of the warning
 * @param variables of the warning, by the names that prompts use; {@code name} and
 *            {@code fraudType} among them where they are known
 */
public record Callee(Grade grade, Map<String, String> variables) {
    /** Copies the map. */
    public Callee {
        variables = Map.copyOf(variables);
    }
}
