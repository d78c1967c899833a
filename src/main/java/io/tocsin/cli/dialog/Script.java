package io.tocsin.cli.dialog;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.check.Paths;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Content;
import io.tocsin.send.voice.dialog.part.End;
import io.tocsin.send.voice.dialog.part.Escalation;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.send.voice.dialog.part.Vocabulary;
import io.tocsin.warning.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A dialog as lines for a reviewer: states in the order in which a call can come to them. */
final class Script {
    private final Dialog dialog;
    private final Content content;
    private final Set<String> danger;
    private final List<String> lines = new ArrayList<>();

    Script(Dialog dialog) {
        this.dialog = dialog;
        this.content = dialog.content();
        this.danger = new Paths(content).leadingOnlyTo(Outcome.VICTIM_SUSPECTED);
    }

    List<String> lines() {
        lines.add(dialog.name() + ", version " + dialog.version() + (dialog.draft() ? ", a draft" : "") + ", "
                + dialog.language());
        lines.add("sha256 " + dialog.sha256());
        lines.add("at most " + content.limits().time().toSeconds() + " s, " + content.limits().turns()
                + " questions, " + content.limits().visits() + " times in a state; the longest way spoken once: "
                + dialog.spoken().toSeconds() + " s");
        content.variables().forEach((name, value) -> add("{" + name + "}", "\"" + value + "\" when missing"));
        content.vocabulary().classes()
                .forEach((name, words) -> add("word " + name, String.join(" ", words)));
        new Paths(content).from(content.start()).stream().map(content.states()::get).filter(Objects::nonNull)
                .forEach(this::state);
        lines.add("");
        lines.add("outcomes");
        content.ends().values().forEach(this::end);
        return lines;
    }

    private void state(State state) {
        lines.add("");
        lines.add(state.name() + (danger.contains(state.name()) ? "  [flags the call on entry]" : ""));
        Prompt prompt = state.prompt();
        if (prompt != null) {
            prompt("says", prompt);
        }
        switch (state) {
            case State.Say say -> add("then", "→ " + say.next());
            case State.Ask ask -> ask(ask);
            case State.Transfer transfer -> {
                add("transfer", "to " + transfer.queue() + ", rings " + transfer.timeout().toSeconds() + " s");
                branches(transfer.branches());
            }
        }
        if (content.hangUps().covers(state.name())) {
            String before = content.hangUps().in(state.name(), false).code();
            String after = content.hangUps().in(state.name(), true).code();
            add("hung up", before.equals(after) ? before : before + " before the prompt's end, " + after + " after");
        }
    }

    private void ask(State.Ask ask) {
        add("waits", ask.input().timeout().toMillis() / 1000.0 + " s for "
                + ask.input().modes().stream().sorted().map(mode -> mode == Input.Mode.DTMF ? "keys" : "words")
                        .collect(Collectors.joining(" or ")));
        branches(ask.branches());
        content.global().forEach((word, branch) -> {
            if (!ask.branches().containsKey(word) && Content.hears(ask, word)) {
                branch(word, branch);
            }
        });
        escalations("silence", ask.noInput());
        escalations("other", ask.noMatch());
    }

    private void branches(Map<String, Branch> branches) {
        branches.forEach(this::branch);
    }

    private void branch(String word, Branch branch) {
        add(word.replace('_', ' '), target(branch, branch.flag() || word.equals(Vocabulary.VICTIM)));
    }

    private static String target(Branch branch, boolean flag) {
        return "→ " + branch.to() + (flag ? "  [flags the call]" : "")
                + (branch.tag().isEmpty() ? "" : "  [" + branch.tag() + "]");
    }

    private void escalations(String what, List<Escalation> steps) {
        for (int i = 0; i < steps.size(); i++) {
            String when = what + " " + (i + 1);
            switch (steps.get(i)) {
                case Escalation.Again(Prompt prompt, boolean keysOnly) -> prompt(when + (keysOnly ? ", keys" : ""),
                        prompt);
                case Escalation.Leave(Branch branch) -> add(when, target(branch, branch.flag()));
            }
        }
    }

    private void prompt(String what, Prompt prompt) {
        List<String> notes = new ArrayList<>();
        if (prompt.recording() != null) {
            notes.add("recording " + prompt.language() + "/" + prompt.recording().file());
        } else if (!prompt.language().equals(dialog.language())) {
            notes.add(prompt.language());
        }
        if (prompt.barge() == Barge.NOTHING) {
            notes.add(prompt.keepsKeys() ? "to its end, keys are kept" : "to its end");
        }
        String note = notes.isEmpty() ? "" : "  (" + String.join("; ", notes) + ")";
        for (int i = 0; i < prompt.wordings().size(); i++) {
            add(i == 0 ? what : "or", prompt.wordings().get(i) + (i == 0 ? note : ""));
        }
    }

    private void end(End end) {
        add(end.name(), end.outcome().code() + (end.tags().isEmpty() ? "" : "  " + end.tags()));
    }

    private void add(String what, String text) {
        lines.add("  " + what + " ".repeat(Math.max(2, 18 - what.length())) + text);
    }
}
