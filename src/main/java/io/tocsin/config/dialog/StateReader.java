package io.tocsin.config.dialog;

import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.End;
import io.tocsin.send.voice.dialog.part.Escalation;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads states, their branches, and the ends they come to.
 *
 * @param prompts reads what they say
 */
record StateReader(PromptReader prompts) {
    State state(Section section) {
        if (section.has("input")) {
            return ask(section);
        }
        if (section.has("transfer")) {
            Section transfer = section.section("transfer");
            return new State.Transfer(section.name(), prompt(section), transfer.require("queue", Kind.TEXT, "queue"),
                    Duration.ofSeconds(transfer.require("timeout_s", Kind.WHOLE, 20)),
                    branches(section.sections("branch")));
        }
        return new State.Say(section.name(), prompt(section), section.require("next", Kind.NAME_OF, ""));
    }

    private @Nullable Prompt prompt(Section section) {
        return section.has("prompt") ? prompts.prompt(section.section("prompt"), Barge.NOTHING) : null;
    }

    private State ask(Section section) {
        Section input = section.section("input");
        Set<Input.Mode> modes = EnumSet.noneOf(Input.Mode.class);
        modes.addAll(input.list("modes", Words.MODE, List.of(Input.Mode.DTMF)));
        Barge usual = modes.contains(Input.Mode.DTMF) ? Barge.KEYS : Barge.NOTHING;
        Map<String, Branch> branches = branches(section.sections("branch"));
        Input hears = new Input(modes, input.get("keys", Words.KEYS, keys(branches)),
                Duration.ofMillis(input.get("timeout_ms", Kind.WHOLE, 5000)),
                input.get("min_speech_words", Kind.WHOLE, 1));
        return new State.Ask(section.name(), prompts.prompt(section.section("prompt"), usual), hears, branches,
                escalations(section.items("noinput"), usual), escalations(section.items("nomatch"), usual));
    }

    private static String keys(Map<String, Branch> branches) {
        StringBuilder keys = new StringBuilder();
        branches.keySet().stream().filter(word -> word.matches(Branch.KEY + "[0-9]"))
                .forEach(word -> keys.append(word.charAt(word.length() - 1)));
        return keys.toString();
    }

    private List<Escalation> escalations(List<Section> items, Barge usual) {
        return items.stream().map(item -> escalation(item, usual)).toList();
    }

    private Escalation escalation(Section item, Barge usual) {
        return item.has("prompt")
                ? new Escalation.Again(prompts.prompt(item.section("prompt"), usual),
                        item.get("dtmf_only", Kind.FLAG, false))
                : new Escalation.Leave(branch(item));
    }

    static Map<String, Branch> branches(List<Section> sections) {
        Map<String, Branch> branches = new LinkedHashMap<>();
        sections.forEach(section -> branches.put(section.name(), branch(section)));
        return branches;
    }

    private static Branch branch(Section section) {
        return new Branch(section.require("goto", Kind.NAME_OF, ""), section.get("tag", Words.TAG, ""),
                section.get("flag", Kind.FLAG, false));
    }

    static Map<String, End> ends(List<Section> sections) {
        Map<String, End> ends = new LinkedHashMap<>();
        sections.forEach(section -> ends.put(section.name(), new End(section.name(),
                section.require("outcome", Words.OUTCOME, Outcome.NO_RESPONSE),
                section.list("tags", Words.TAG, List.of()))));
        return ends;
    }
}
