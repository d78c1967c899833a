package io.tocsin.send.voice.dialog.check;

import io.tocsin.config.value.Checks;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.Prompt;
import java.util.HashSet;
import java.util.Set;

/** Every variable of a prompt has a word that stands for it when a warning has none. */
final class Variables {
    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_VALUE = 20;
    private static final int MOST_WORDINGS = 4;

    private Variables() {}

    static void check(Content content, Checks checks) {
        Set<String> used = new HashSet<>();
        content.states().values().forEach(state -> state.prompts().forEach((at, prompt) -> prompt(content,
                "states." + state.name() + "." + at, prompt, used, checks)));
        content.variables().forEach((name, value) -> checks
                .that(used.contains(name), "variables." + name, "a variable that no prompt uses", "one that is used")
                .that(value.length() <= LONGEST_VALUE, "variables." + name, value.length() + " characters",
                        "at most " + LONGEST_VALUE));
    }

    private static void prompt(Content content, String path, Prompt prompt, Set<String> used, Checks checks) {
        checks.that(prompt.wordings().size() <= MOST_WORDINGS, path, prompt.wordings().size() + " wordings",
                "at most " + MOST_WORDINGS);
        for (int i = 0; i < prompt.wordings().size(); i++) {
            String text = prompt.wordings().get(i);
            String at = path + (prompt.recording() != null ? ".says" : i == 0 ? ".tts" : ".variants[" + (i - 1) + "]");
            String rest = Prompt.withoutVariables(text);
            checks.that(text.length() <= LONGEST_TEXT, at, text.length() + " characters", "at most " + LONGEST_TEXT)
                    .that(!rest.contains("{") && !rest.contains("}"), at, "a brace that is no variable's",
                            "variables like {city}")
                    .that(prompt.recording() == null || Prompt.variables(text).isEmpty(), at, "a variable",
                            "none, as a recording is always the same");
            Prompt.variables(text).forEach(name -> {
                used.add(name);
                checks.that(content.variables().containsKey(name), at, "{" + name + "}",
                        content.variables().isEmpty()
                                ? "a variable of the map variables, which is empty"
                                : "a variable of the map variables: " + String.join(", ",
                                        content.variables().keySet()));
            });
        }
    }
}
