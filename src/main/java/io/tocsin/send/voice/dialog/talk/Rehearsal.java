package io.tocsin.send.voice.dialog.talk;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.part.TransferResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dialog tried out without a telephone: what is to be said is said at once, and each time
 * something is waited for, the next answer is taken.
 *
 * @param steps everything so far, in order
 * @param talk how far the dialog has come: it waits for an answer, or it is over
 */
public record Rehearsal(List<Step> steps, Talk talk) {
    /** No dialog has so many steps: its turns and visits are counted. */
    private static final int MOST_STEPS = 1_000;

    /** Copies the list. */
    public Rehearsal {
        steps = List.copyOf(steps);
    }

    /**
     * One thing that happened.
     *
     * @param action what the robot did, null when it was answered
     * @param answer what was answered, empty when the robot did something
     */
    public record Step(@Nullable Action action, String answer) {}

    /**
     * Holds a dialog until it is over or the answers are.
     *
     * @param answers as {@link #event} reads them
     */
    public static Rehearsal of(Dialog dialog, Map<String, String> variables, List<String> answers) {
        Engine engine = new Engine(dialog);
        List<Step> steps = new ArrayList<>();
        Turn turn = engine.start(variables, 0);
        int taken = 0;
        while (true) {
            turn.actions().forEach(action -> steps.add(new Step(action, "")));
            Phase phase = turn.talk().phase();
            boolean speaks = phase == Phase.SAYING || phase == Phase.REMINDING;
            if (phase == Phase.ENDED || steps.size() >= MOST_STEPS || (!speaks && taken >= answers.size())) {
                return new Rehearsal(steps, turn.talk());
            }
            if (speaks) {
                turn = engine.on(turn.talk(), new Event.PromptEnded());
            } else {
                String answer = answers.get(taken++);
                steps.add(new Step(null, answer));
                turn = engine.on(turn.talk(), event(dialog, phase, answer));
            }
        }
    }

    /**
     * What an answer means.
     *
     * @param phase what is waited for
     * @param answer {@code h} or {@code hang-up}; where somebody is rung, the code of a
     *            {@link TransferResult}; else a key, nothing or {@code silence}, {@code t} or
     *            {@code deadline} when the time runs out, or what was said
     */
    public static Event event(Dialog dialog, Phase phase, String answer) {
        if (answer.equals("h") || answer.equals("hang-up")) {
            return new Event.HungUp();
        }
        if (phase == Phase.TRANSFERRING) {
            return new Event.Transferred(TransferResult.of(answer).orElse(TransferResult.NO_ANSWER));
        }
        return switch (answer) {
            case "", "silence" -> new Event.Silence();
            case "t", "deadline" -> new Event.Deadline();
            default -> answer.matches("[0-9*#]")
                    ? new Event.Key(answer.charAt(0))
                    : new Event.Speech(dialog.content().vocabulary().classify(answer).orElse(""));
        };
    }
}
