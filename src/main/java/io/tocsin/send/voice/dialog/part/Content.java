package io.tocsin.send.voice.dialog.part;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that is said and decided in a dialog.
 *
 * @param limits what no call exceeds
 * @param variables what stands for a variable that a warning does not have, by name; every variable
 *            of the prompts is here
 * @param vocabulary classes of speech
 * @param global branches of every question that has no branch of that name itself
 * @param start the first state
 * @param states by name, in the order of the file
 * @param ends by name, in the order of the file
 * @param hangUps what an early end means
 */
public record Content(Limits limits, Map<String, String> variables, Vocabulary vocabulary, Map<String, Branch> global,
        String start, Map<String, State> states, Map<String, End> ends, HangUps hangUps) {
    /** Copies the maps. */
    public Content {
        variables = ordered(variables);
        global = ordered(global);
        states = ordered(states);
        ends = ordered(ends);
    }

    /**
     * Every way out of a state: its own, and for a question the global ones.
     *
     * @param state one of {@link #states}
     * @return by key path from the root of the file; {@code repeat} included
     */
    public Map<String, Branch> ways(State state) {
        Map<String, Branch> ways = new LinkedHashMap<>();
        state.ways().forEach((path, branch) -> ways.put("states." + state.name() + "." + path, branch));
        if (state instanceof State.Ask ask) {
            global.forEach((word, branch) -> {
                if (!ask.branches().containsKey(word) && hears(ask, word)) {
                    ways.put("global." + word + ".goto", branch);
                }
            });
        }
        return ways;
    }

    /** Whether a question listens for what a branch of that name needs. */
    public static boolean hears(State.Ask ask, String word) {
        return ask.input().modes()
                .contains(word.startsWith(Branch.KEY) ? Input.Mode.DTMF : Input.Mode.SPEECH);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
