package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.part.Barge;
import io.tocsin.send.voice.dialog.part.Branch;
import io.tocsin.send.voice.dialog.part.Escalation;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.send.voice.dialog.part.Prompt;
import io.tocsin.send.voice.dialog.part.State;
import io.tocsin.send.voice.dialog.part.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds one dialog with any number of calls: an event in, actions out. The same dialog, beginning
 * and events always give the same actions. Safe for use by several threads, as it keeps nothing.
 */
public final class Engine {
    private final Dialog dialog;
    private final Facts facts;

    /**
     * An engine for one dialog.
     *
     * @param dialog the dialog
     */
    public Engine(Dialog dialog) {
        this.dialog = dialog;
        this.facts = Facts.of(dialog.content());
    }

    /** The dialog it holds. */
    public Dialog dialog() {
        return dialog;
    }

    /**
     * Begins, the call having been answered.
     *
     * @param variables the warning's, by name; those that are blank count as missing
     * @param seed chooses among the wordings of prompts, such as the attempt's number
     * @return the beginning
     */
    public Turn start(Map<String, String> variables, long seed) {
        Talk fresh = new Talk(variables, seed, dialog.content().start(), Phase.SAYING, null, (char) 0, false, false,
                false, 0, Map.of(), Set.of(), List.of(), List.of(), null);
        Moves moves = new Moves(facts, fresh, "answered");
        moves.enter(dialog.content().start());
        return moves.turn();
    }

    /**
     * Goes on after an event.
     *
     * @param talk how far the dialog has come
     * @param event what happened
     * @return what follows; nothing when the event means nothing here
     */
    public Turn on(Talk talk, Event event) {
        if (talk.phase() == Phase.ENDED) {
            return new Turn(talk, List.of());
        }
        Moves moves = new Moves(facts, talk, event.describe());
        switch (event) {
            case Event.HungUp() -> moves.stop(Ending.How.HUNG_UP);
            case Event.Deadline() -> {
                if (talk.phase() == Phase.TRANSFERRING) {
                    moves.overdue();
                } else {
                    moves.stop(Ending.How.DEADLINE);
                }
            }
            case Event.PromptEnded() -> promptEnded(talk, moves);
            case Event.Key(char key) -> key(talk, key, moves);
            case Event.Silence() -> silence(talk, moves);
            case Event.Speech(String word) -> speech(talk, word, moves);
            case Event.Transferred(var result) -> {
                if (talk.phase() == Phase.TRANSFERRING && state(talk) instanceof State.Transfer transfer) {
                    moves.take(result.code(), transfer.branches().get(result.code()));
                } else {
                    moves.ignore("no transfer was begun");
                }
            }
        }
        return moves.turn();
    }

    private void promptEnded(Talk talk, Moves moves) {
        switch (talk.phase()) {
            case SAYING -> moves.afterPrompt();
            case REMINDING -> moves.listen();
            default -> moves.ignore("nothing was being said");
        }
    }

    private static void silence(Talk talk, Moves moves) {
        if (talk.phase() == Phase.LISTENING) {
            moves.escalate("noinput");
        } else {
            moves.ignore("nothing was listened for");
        }
    }

    private void key(Talk talk, char key, Moves moves) {
        if (!(state(talk) instanceof State.Ask ask) || !ask.input().modes().contains(Input.Mode.DTMF)) {
            moves.ignore("no key is listened for");
            return;
        }
        String word = Branch.ofKey(key);
        Branch branch = branch(ask, word);
        Prompt prompt = talk.prompt();
        if (prompt == null) {
            if (branch == null) {
                moves.escalate("nomatch");
            } else {
                moves.take(word, branch);
            }
        } else if (branch == null) {
            moves.ignore("the prompt goes on, the key means nothing");
        } else if (prompt.barge() != Barge.NOTHING) {
            moves.take(word, branch);
        } else if (prompt.keepsKeys()) {
            moves.keep(key);
        } else {
            moves.ignore("the prompt is said to its end");
        }
    }

    private void speech(Talk talk, String word, Moves moves) {
        if (word.equals(Vocabulary.VICTIM)) {
            // Whoever says it has said it, whether or not the robot was listening.
            moves.flag(word);
        }
        if (!(state(talk) instanceof State.Ask ask) || !ask.input().modes().contains(Input.Mode.SPEECH)
                || talk.keysOnly().contains(talk.state())) {
            moves.ignore("no speech is listened for");
            return;
        }
        Prompt prompt = talk.prompt();
        Branch branch = branch(ask, word);
        if (prompt != null && (prompt.barge() != Barge.KEYS_AND_SPEECH || branch == null)) {
            moves.ignore("the prompt goes on");
        } else if (branch == null) {
            moves.escalate("nomatch");
        } else {
            moves.take(word, branch);
        }
    }

    private @Nullable Branch branch(State.Ask ask, String word) {
        Branch own = ask.branches().get(word);
        return own != null ? own : dialog.content().global().get(word);
    }

    private @Nullable State state(Talk talk) {
        return dialog.content().states().get(talk.state());
    }

    /** The escalation of that count; the last one stays. */
    static Escalation step(List<Escalation> steps, int count) {
        return steps.get(Math.min(count, steps.size()) - 1);
    }
}
