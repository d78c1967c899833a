package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.part.TransferResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A call in a test: keeps every action and every event. */
final class Call {
    private final Engine engine;
    private final List<Action> actions = new ArrayList<>();
    private Turn turn;

    Call(Dialog dialog, long seed) {
        engine = new Engine(dialog);
        turn = engine.start(Map.of("city", "海拉尔"), seed);
        actions.addAll(turn.actions());
    }

    /** Something happens; the actions that follow from it alone. */
    List<Action> on(Event event) {
        turn = engine.on(turn.talk(), event);
        actions.addAll(turn.actions());
        return turn.actions();
    }

    /** The prompt ends; then keys, words, or what else happens, each after its prompt has ended. */
    Call then(String... answers) {
        for (String answer : answers) {
            prompts();
            on(switch (answer) {
                case "silence" -> new Event.Silence();
                case "answered" -> new Event.Transferred(TransferResult.ANSWERED);
                case "busy" -> new Event.Transferred(TransferResult.BUSY);
                case "hang-up" -> new Event.HungUp();
                case "deadline" -> new Event.Deadline();
                default -> answer.length() == 1
                        ? new Event.Key(answer.charAt(0))
                        : new Event.Speech(answer);
            });
        }
        return this;
    }

    /** Lets everything be said that is to be said before the person has a turn. */
    Call prompts() {
        while (talk().phase() == Phase.SAYING || talk().phase() == Phase.REMINDING) {
            on(new Event.PromptEnded());
        }
        return this;
    }

    Talk talk() {
        return turn.talk();
    }

    List<Action> actions() {
        return actions;
    }

    Ending ending() {
        prompts();
        return talk().result().orElseThrow();
    }
}
