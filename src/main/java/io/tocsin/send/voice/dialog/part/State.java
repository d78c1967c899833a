package io.tocsin.send.voice.dialog.part;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One named state of a dialog. */
public sealed interface State {
    /** Says something, or nothing, and goes on. */
    record Say(String name, @Nullable Prompt prompt, String next) implements State {}

    /**
     * Asks a question.
     *
     * @param name its name
     * @param prompt the question
     * @param input what is listened for
     * @param branches ways out by {@code key_N} or class of the vocabulary, in the order of the file
     * @param noInput what happens when nothing is heard, the first time, the second time …
     * @param noMatch what happens when nothing that fits is heard
     */
    record Ask(String name, Prompt prompt, Input input, Map<String, Branch> branches, List<Escalation> noInput,
            List<Escalation> noMatch) implements State {
        /** Copies the collections. */
        public Ask {
            branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
            noInput = List.copyOf(noInput);
            noMatch = List.copyOf(noMatch);
        }
    }

    /**
     * Hands the call to a person.
     *
     * @param name its name
     * @param prompt what is said first, null for nothing
     * @param queue whose queue, such as 96110
     * @param timeout how long it may ring, 5 to 60 s
     * @param branches ways out by {@link TransferResult#code()}
     */
    record Transfer(String name, @Nullable Prompt prompt, String queue, Duration timeout,
            Map<String, Branch> branches) implements State {
        /** Copies the map. */
        public Transfer {
            branches = Collections.unmodifiableMap(new LinkedHashMap<>(branches));
        }
    }

    /** Its name, unique among states and outcomes. */
    String name();

    /** What is said on entering it, null for nothing. */
    @Nullable
    Prompt prompt();

    /**
     * Every prompt of the state.
     *
     * @return by key path below the state, in the order of the file
     */
    default Map<String, Prompt> prompts() {
        Map<String, Prompt> prompts = new LinkedHashMap<>();
        Prompt first = prompt();
        if (first != null) {
            prompts.put("prompt", first);
        }
        if (this instanceof Ask ask) {
            addPrompts("noinput", ask.noInput(), prompts);
            addPrompts("nomatch", ask.noMatch(), prompts);
        }
        return prompts;
    }

    /**
     * Every way out of the state by itself, without global branches.
     *
     * @return by key path below the state, in the order of the file; {@code repeat} included
     */
    default Map<String, Branch> ways() {
        Map<String, Branch> ways = new LinkedHashMap<>();
        switch (this) {
            case Say say -> ways.put("next", new Branch(say.next(), "", false));
            case Ask ask -> {
                ask.branches().forEach((word, branch) -> ways.put("branch." + word + ".goto", branch));
                addWays("noinput", ask.noInput(), ways);
                addWays("nomatch", ask.noMatch(), ways);
            }
            case Transfer transfer -> transfer.branches()
                    .forEach((word, branch) -> ways.put("branch." + word + ".goto", branch));
        }
        return ways;
    }

    private static void addPrompts(String key, List<Escalation> escalations, Map<String, Prompt> prompts) {
        for (int i = 0; i < escalations.size(); i++) {
            if (escalations.get(i) instanceof Escalation.Again(Prompt prompt, _)) {
                prompts.put(key + "[" + i + "].prompt", prompt);
            }
        }
    }

    private static void addWays(String key, List<Escalation> escalations, Map<String, Branch> ways) {
        for (int i = 0; i < escalations.size(); i++) {
            if (escalations.get(i) instanceof Escalation.Leave(Branch branch)) {
                ways.put(key + "[" + i + "].goto", branch);
            }
        }
    }
}
