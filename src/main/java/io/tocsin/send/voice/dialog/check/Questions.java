package io.tocsin.send.voice.dialog.check;

import io.tocsin.config.value.Checks;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.Escalation;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.part.State;
import java.util.List;

/** A question can be answered, and ends when it is not. */
final class Questions {
    private static final int MOST_ESCALATIONS = 5;

    private Questions() {}

    static void check(Content content, State.Ask ask, Checks checks) {
        String path = "states." + ask.name();
        keys(content, ask, path + ".input.keys", checks);
        // Nothing recognises speech yet: a question that only speech answers would meet silence in every
        // call.
        checks.that(ask.input().modes().contains(Input.Mode.DTMF), path + ".input.modes",
                ask.input().modes().isEmpty() ? "an empty list" : "speech alone", "dtmf, or dtmf and speech")
                .between(path + ".input.timeout_ms", ask.input().timeout().toMillis(), 1_000, 20_000)
                .between(path + ".input.min_speech_words", ask.input().minSpeechWords(), 1, 10)
                .that(!ask.branches().isEmpty(), path + ".branch", "nothing", "where an answer leads");
        ask.branches().keySet().forEach(word -> {
            String at = path + ".branch." + word;
            word(content, at, word, checks);
            checks.that(Content.hears(ask, word), at, "a branch that is not listened for",
                    word.startsWith(Branch.KEY) ? "dtmf among the modes" : "speech among the modes");
        });
        escalations(ask, path + ".noinput", ask.noInput(), checks);
        escalations(ask, path + ".nomatch", ask.noMatch(), checks);
        ask.prompts().forEach((at, prompt) -> cuts(ask, path + "." + at, prompt, checks));
    }

    /** The name of a branch: a key, or a class of the vocabulary. */
    static void word(Content content, String path, String word, Checks checks) {
        boolean right = word.startsWith(Branch.KEY)
                ? word.matches(Branch.KEY + "[0-9]")
                : content.vocabulary().classes().containsKey(word);
        checks.that(right, path, '"' + word + '"', "key_0 to key_9 or a class of vocab, there "
                + (content.vocabulary().classes().isEmpty()
                        ? "is none"
                        : "are " + String.join(", ", content.vocabulary().classes().keySet())));
    }

    private static void keys(Content content, State.Ask ask, String path, Checks checks) {
        String keys = ask.input().keys();
        checks.that(keys.chars().distinct().count() == keys.length(), path, '"' + keys + '"', "every key once");
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            String branch = Branch.ofKey(key);
            checks.that(ask.branches().containsKey(branch) || content.global().containsKey(branch), path,
                    "key " + key + " without a branch", "branch." + branch + ", here or under global");
        }
        ask.branches().keySet().stream().filter(word -> word.matches(Branch.KEY + "[0-9]"))
                .forEach(word -> checks.that(keys.indexOf(word.charAt(word.length() - 1)) >= 0,
                        "states." + ask.name() + ".branch." + word, "a key that is not allowed",
                        "one of the keys \"" + keys + "\""));
    }

    private static void escalations(State.Ask ask, String path, List<Escalation> steps, Checks checks) {
        checks.that(!steps.isEmpty(), path, "nothing", "a list that ends with a goto")
                .that(steps.size() <= MOST_ESCALATIONS, path, steps.size() + " steps",
                        "at most " + MOST_ESCALATIONS);
        for (int i = 0; i < steps.size(); i++) {
            boolean last = i == steps.size() - 1;
            String at = path + "[" + i + "]";
            checks.that(last == steps.get(i) instanceof Escalation.Leave, at, last ? "a prompt" : "a goto",
                    last ? "a goto as the last step" : "a prompt before the last step");
            checks.that(!(steps.get(i) instanceof Escalation.Again(_, boolean keysOnly)) || !keysOnly
                    || ask.input().modes().contains(Input.Mode.DTMF), at + ".dtmf_only", "true",
                    "dtmf among the modes");
        }
    }

    private static void cuts(State.Ask ask, String path, Prompt prompt, Checks checks) {
        boolean keys = ask.input().modes().contains(Input.Mode.DTMF);
        boolean speech = ask.input().modes().contains(Input.Mode.SPEECH);
        checks.that(switch (prompt.barge()) {
            case NOTHING -> true;
            case KEYS -> keys;
            case KEYS_AND_SPEECH -> keys && speech;
        }, path + ".interruptible", "a prompt cut short by what is not listened for", "what the modes name");
        checks.that(!prompt.keepsKeys() || (keys && prompt.barge() == Barge.NOTHING), path + ".early_keys", "keep",
                "interruptible: false and dtmf among the modes with it");
    }
}
