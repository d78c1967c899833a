package io.tocsin.send.voice.dialog.check;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.InvalidRecord;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.part.State;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every rule, held against a dialog. Paths are followed only when they all lead somewhere, as
 * nothing can be said of them before.
 */
public final class Rules {
    private static final int MOST_STATES = 64;
    private static final int MOST_ENDS = 32;
    private static final String NAME = "[a-z][a-z0-9_]{0,39}";

    private Rules() {}

    /**
     * Holds all rules against a dialog.
     *
     * @param content the dialog
     * @throws InvalidRecord with everything that is wrong, by key path
     */
    public static void check(Content content) {
        Checks checks = new Checks();
        limits(content, checks);
        names(content, checks);
        content.global().keySet().forEach(word -> Questions.word(content, "global." + word, word, checks));
        content.states().values().forEach(state -> state(content, state, checks));
        Variables.check(content, checks);
        hangUps(content, checks);
        if (targets(content, checks)) {
            Ways.check(content, checks);
        }
        checks.done();
    }

    private static void limits(Content content, Checks checks) {
        checks.between("limits.max_seconds", content.limits().time().toSeconds(), 10, 180)
                .between("limits.max_turns", content.limits().turns(), 1, 20)
                .between("limits.max_visits", content.limits().visits(), 1, 5)
                .that(content.states().size() <= MOST_STATES, "states", content.states().size() + " states",
                        "at most " + MOST_STATES)
                .that(content.ends().size() <= MOST_ENDS, "outcomes", content.ends().size() + " outcomes",
                        "at most " + MOST_ENDS);
    }

    private static void names(Content content, Checks checks) {
        content.states().keySet().forEach(name -> name("states." + name, name, checks));
        content.ends().keySet().forEach(name -> {
            name("outcomes." + name, name, checks);
            checks.that(!content.states().containsKey(name), "outcomes." + name, "a name that is a state's too",
                    "one that no state has");
        });
    }

    private static void name(String path, String name, Checks checks) {
        checks.that(name.matches(NAME) && !name.equals(Branch.REPEAT), path, '"' + name + '"',
                "a name of lower-case letters, digits and underscores that is not " + Branch.REPEAT);
    }

    private static void state(Content content, State state, Checks checks) {
        String path = "states." + state.name();
        state.prompts().forEach((at, prompt) -> spoken(path + "." + at, prompt, checks));
        switch (state) {
            case State.Say _ -> uncut(state, path, checks);
            case State.Ask ask -> Questions.check(content, ask, checks);
            case State.Transfer transfer -> {
                uncut(state, path, checks);
                Transfers.check(transfer, checks);
            }
        }
    }

    /** A machine says nothing of a text without a word, and the call would wait for it in silence. */
    private static void spoken(String path, Prompt prompt, Checks checks) {
        if (prompt.recording() == null) {
            prompt.wordings().forEach(text -> checks.that(!Prompt.variables(text).isEmpty()
                    || text.codePoints().anyMatch(Character::isLetterOrDigit), path, '"' + text + '"',
                    "something to say: a letter, a digit or a variable"));
        }
    }

    /** Where nothing is asked a key could only cut off what has to be heard. */
    private static void uncut(State state, String path, Checks checks) {
        Prompt prompt = state.prompt();
        if (prompt != null) {
            checks.that(prompt.barge() == Barge.NOTHING,
                    path + ".prompt.interruptible", "a prompt that may be cut short",
                    "false, as this state asks nothing");
            checks.that(!prompt.keepsKeys(), path + ".prompt.early_keys", "keep",
                    "ignore, as this state asks nothing");
        }
    }

    private static void hangUps(Content content, Checks checks) {
        content.states().values().forEach(state -> checks.that(
                (state instanceof State.Say say && say.prompt() == null) || content.hangUps().covers(state.name()),
                "states." + state.name(), "no meaning of hanging up in it",
                "one under hangup.before or hangup.after"));
        unknown(content, "before", content.hangUps().before(), checks);
        unknown(content, "after", content.hangUps().after(), checks);
    }

    private static void unknown(Content content, String key, Map<String, ?> map, Checks checks) {
        map.keySet().forEach(name -> checks.that(content.states().containsKey(name), "hangup." + key + "." + name,
                '"' + name + '"', "a state; there are " + String.join(", ", content.states().keySet())));
    }

    private static boolean targets(Content content, Checks checks) {
        Set<String> known = new HashSet<>(content.states().keySet());
        boolean sound = content.states().containsKey(content.start());
        checks.that(sound, "start", '"' + content.start() + '"',
                "a state; there are " + String.join(", ", content.states().keySet()));
        known.addAll(content.ends().keySet());
        String expected = "a state or an outcome; there are " + known.stream().sorted()
                .collect(Collectors.joining(", "));
        for (State state : content.states().values()) {
            for (Map.Entry<String, Branch> way : state.ways().entrySet()) {
                sound &= target("states." + state.name() + "." + way.getKey(), way.getValue(), known,
                        way.getKey().startsWith("branch.") && state instanceof State.Ask, expected, checks);
            }
        }
        for (Map.Entry<String, Branch> way : content.global().entrySet()) {
            sound &= target("global." + way.getKey() + ".goto", way.getValue(), known, true, expected, checks);
        }
        return sound;
    }

    private static boolean target(String path, Branch branch, Set<String> known, boolean mayRepeat, String expected,
            Checks checks) {
        boolean sound = known.contains(branch.to()) || (mayRepeat && branch.to().equals(Branch.REPEAT));
        checks.that(sound, path, '"' + branch.to() + '"', expected + (mayRepeat ? ", " + Branch.REPEAT : ""));
        return sound;
    }
}
