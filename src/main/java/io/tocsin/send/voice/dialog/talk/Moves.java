package io.tocsin.send.voice.dialog.talk;

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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The moves of one step: gathers what changes and what is to be done. Lives for one event. */
final class Moves {
    private static final int LONGEST_TRAIL = 200;

    private final Facts facts;
    private final Content content;
    private final Talk before;
    private final String event;
    private final List<Action> actions = new ArrayList<>();
    private final List<String> decisions = new ArrayList<>();
    private final Map<String, Integer> counts;
    private final Set<String> keysOnly;
    private final Set<String> tags;
    private String state;
    private Phase phase;
    private @Nullable Prompt prompt;
    private char kept;
    private boolean said;
    private boolean overdue;
    private boolean flagged;
    private int turns;
    private @Nullable Ending ending;

    Moves(Facts facts, Talk before, String event) {
        this.facts = facts;
        this.content = facts.content();
        this.before = before;
        this.event = event;
        counts = new HashMap<>(before.counts());
        keysOnly = new HashSet<>(before.keysOnly());
        tags = new LinkedHashSet<>(before.tags());
        state = before.state();
        phase = before.phase();
        prompt = before.prompt();
        kept = before.kept();
        said = before.said();
        overdue = before.overdue();
        flagged = before.flagged();
        turns = before.turns();
    }

    Turn turn() {
        List<TrailStep> trail = before.trail();
        if (trail.size() < LONGEST_TRAIL) {
            trail = new ArrayList<>(trail);
            trail.add(new TrailStep(before.state(), event, String.join("; ", decisions)));
        }
        return new Turn(new Talk(before.variables(), before.seed(), state, phase, prompt, kept, said, overdue, flagged,
                turns, counts, keysOnly, List.copyOf(tags), trail, ending), actions);
    }

    void ignore(String why) {
        decisions.add("ignored: " + why);
    }

    void keep(char key) {
        kept = key;
        decisions.add("kept until the prompt has ended");
    }

    void overdue() {
        overdue = true;
        decisions.add("waits for the transfer's end");
    }

    void flag(String evidence) {
        if (!flagged) {
            flagged = true;
            decisions.add("flagged for " + evidence);
            actions.add(new Action.Flag(state, evidence, List.copyOf(tags)));
        }
    }

    /** Goes the way of a branch. */
    void take(String word, @Nullable Branch branch) {
        if (branch == null) {
            throw new IllegalStateException("got no branch " + word + " in state " + state
                    + ", expected one, as the dialog was checked");
        }
        said = true;
        if (!branch.tag().isEmpty()) {
            tags.add(branch.tag());
        }
        if (branch.flag() || word.equals(Vocabulary.VICTIM)) {
            flag(word);
        }
        if (overdue && !content.ends().containsKey(branch.to())) {
            stop(Ending.How.DEADLINE);
        } else {
            enter(branch.to().equals(Branch.REPEAT) ? state : branch.to());
        }
    }

    /** Comes to a state or an end; states that say nothing are passed through, each visit counted. */
    void enter(String name) {
        String to = name;
        while (true) {
            End end = content.ends().get(to);
            if (end != null) {
                finish(end);
                return;
            }
            if (count("visit", to) > content.limits().visits()) {
                decisions.add("was at " + to + " " + content.limits().visits() + " times already");
                stop(Ending.How.LIMIT);
                return;
            }
            decisions.add("to " + to);
            if (facts.danger().contains(to)) {
                flag(to);
            }
            state = to;
            said = false;
            kept = 0;
            State next = content.states().get(to);
            if (!(next instanceof State.Say(_, Prompt nothing, String on)) || nothing != null) {
                begin(next);
                return;
            }
            to = on;
        }
    }

    private void begin(@Nullable State next) {
        Prompt first = next == null ? null : next.prompt();
        if (first == null) {
            afterPrompt();
        } else {
            phase = Phase.SAYING;
            say(first, counts.getOrDefault("visit " + state, 1) - 1);
        }
    }

    /** The state's prompt has been said. */
    void afterPrompt() {
        said = true;
        prompt = null;
        switch (content.states().get(state)) {
            case State.Say say -> enter(say.next());
            case State.Transfer transfer -> {
                phase = Phase.TRANSFERRING;
                decisions.add("transfer to " + transfer.queue());
                actions.add(new Action.Transfer(transfer.queue(), transfer.timeout()));
            }
            case State.Ask ask when kept != 0 -> {
                String word = Branch.ofKey(kept);
                Branch own = ask.branches().get(word);
                take(word, own != null ? own : content.global().get(word));
            }
            case State.Ask _ -> listen();
            case null -> throw new IllegalStateException("got no state " + state + ", expected one");
        }
    }

    void listen() {
        prompt = null;
        if (turns >= content.limits().turns()) {
            decisions.add("has listened " + turns + " times already");
            stop(Ending.How.LIMIT);
        } else if (content.states().get(state) instanceof State.Ask ask) {
            turns++;
            phase = Phase.LISTENING;
            decisions.add("listen");
            Set<Input.Mode> modes = keysOnly.contains(state) ? Set.of(Input.Mode.DTMF) : ask.input().modes();
            actions.add(
                    new Action.Listen(modes, facts.keys(state), ask.input().timeout(), ask.input().minSpeechWords()));
        }
    }

    /** Nothing came, or nothing that fits: the dialog says what the n-th time brings. */
    void escalate(String what) {
        if (content.states().get(state) instanceof State.Ask ask) {
            List<Escalation> steps = what.equals("noinput") ? ask.noInput() : ask.noMatch();
            int count = count(what, state);
            decisions.add(what + " " + count);
            switch (Engine.step(steps, count)) {
                case Escalation.Again(Prompt reminder, boolean only) -> {
                    if (only) {
                        keysOnly.add(state);
                    }
                    phase = Phase.REMINDING;
                    say(reminder, count - 1);
                }
                case Escalation.Leave(Branch branch) -> take(what, branch);
            }
        }
    }

    /** Ends here and now: what that means stands in the dialog's hang-up map. */
    void stop(Ending.How how) {
        tags.add(switch (how) {
            case HUNG_UP -> "hung-up";
            case DEADLINE -> "deadline";
            default -> "limit";
        });
        end(how, "", content.hangUps().in(state, said));
    }

    private void finish(End end) {
        tags.addAll(end.tags());
        end(Ending.How.FINISHED, end.name(), end.outcome());
    }

    private void end(Ending.How how, String name, Outcome meant) {
        if (meant == Outcome.VICTIM_SUSPECTED) {
            flag(name.isEmpty() ? "ending in " + state : name);
        }
        Outcome outcome = flagged ? Outcome.VICTIM_SUSPECTED : meant;
        ending = new Ending(how, state, name, meant, outcome, List.copyOf(tags));
        phase = Phase.ENDED;
        prompt = null;
        decisions.add("ends " + (name.isEmpty() ? how : name) + ": " + outcome.code());
        if (how != Ending.How.HUNG_UP) {
            actions.add(new Action.HangUp());
        }
        actions.add(new Action.End(ending));
    }

    private int count(String what, String name) {
        return counts.merge(what + " " + name, 1, Integer::sum);
    }

    private void say(Prompt next, int times) {
        prompt = next;
        List<String> wordings = next.wordings();
        String text = wordings.get((int) Math.floorMod(before.seed() + times, (long) wordings.size()));
        String file = next.recording() == null ? "" : next.recording().file();
        String keys = next.barge() == Barge.NOTHING ? "" : facts.keys(state);
        decisions.add("say");
        actions.add(new Action.Say(Wording.fill(text, before.variables(), content.variables()), file, next.language(),
                next.barge(), keys));
    }
}
