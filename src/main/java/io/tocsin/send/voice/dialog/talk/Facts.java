package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.check.Paths;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.warning.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What follows from a dialog alone and every step of every call asks for, so that it is found once.
 *
 * @param content the dialog's
 * @param danger states from which nothing but a suspected victim can come
 * @param keys that mean something to a question, in their order, by the question's name
 */
record Facts(Content content, Set<String> danger, Map<String, String> keys) {
    static Facts of(Content content) {
        Map<String, String> keys = new HashMap<>();
        content.states().forEach((name, state) -> {
            if (state instanceof State.Ask ask) {
                keys.put(name, keys(ask, content.global()));
            }
        });
        return new Facts(content, new Paths(content).leadingOnlyTo(Outcome.VICTIM_SUSPECTED), Map.copyOf(keys));
    }

    private static String keys(State.Ask ask, Map<String, Branch> global) {
        Set<Character> keys = new TreeSet<>();
        if (ask.input().modes().contains(Input.Mode.DTMF)) {
            List.of(ask.branches(), global).forEach(branches -> branches.keySet().stream()
                    .filter(word -> word.startsWith(Branch.KEY)).forEach(word -> keys.add(word.charAt(4))));
        }
        StringBuilder text = new StringBuilder();
        keys.forEach(text::append);
        return text.toString();
    }

    /** The keys that mean something in a state, empty for none. */
    String keys(String state) {
        return keys.getOrDefault(state, "");
    }
}
