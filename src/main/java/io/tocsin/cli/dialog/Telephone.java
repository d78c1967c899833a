package io.tocsin.cli.dialog;

import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.part.Input;
import io.tocsin.send.voice.dialog.talk.Action;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.send.voice.dialog.talk.Engine;
import io.tocsin.send.voice.dialog.talk.Event;
import io.tocsin.send.voice.dialog.talk.Phase;
import io.tocsin.send.voice.dialog.talk.Rehearsal;
import io.tocsin.send.voice.dialog.talk.TrailStep;
import io.tocsin.send.voice.dialog.talk.Turn;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A terminal as a telephone: prompts are lines out, answers are lines in. */
final class Telephone {
    private final Dialog dialog;
    private final BufferedReader in;
    private final PrintWriter out;
    private List<TrailStep> trail = List.of();

    Telephone(Dialog dialog, BufferedReader in, PrintWriter out) {
        this.dialog = dialog;
        this.in = in;
        this.out = out;
    }

    /** Holds the dialog once; the end of the input hangs up. */
    Ending hold(Map<String, String> variables, long seed) throws IOException {
        Engine engine = new Engine(dialog);
        Turn turn = engine.start(variables, seed);
        while (turn.talk().ending() == null) {
            turn = engine.on(turn.talk(), next(turn));
        }
        turn.actions().forEach(this::show);
        trail = turn.talk().trail();
        return turn.talk().result().orElseThrow();
    }

    List<TrailStep> trail() {
        return trail;
    }

    private Event next(Turn turn) throws IOException {
        turn.actions().forEach(this::show);
        Phase phase = turn.talk().phase();
        return switch (phase) {
            case SAYING, REMINDING -> new Event.PromptEnded();
            case TRANSFERRING -> Rehearsal.event(dialog, phase, ask("answered, busy or no_answer; h hangs up"));
            case LISTENING, ENDED -> Rehearsal.event(dialog, phase, ask("you"));
        };
    }

    private void show(Action action) {
        switch (action) {
            case Action.Say say -> out.println(
                    "robot> " + say.text() + (say.file().isEmpty()
                            ? ""
                            : "  [" + say.language() + "/" + say.file()
                                    + ".wav]"));
            case Action.Listen listen -> out.println("       [" + (listen.modes().contains(Input.Mode.DTMF)
                    ? "keys " + listen.keys() + (listen.modes().contains(Input.Mode.SPEECH) ? " or words" : "")
                    : "words") + ", " + listen.timeout().toMillis() / 1000.0 + " s]");
            case Action.Transfer transfer -> out.println("       [rings at " + transfer.queue() + " for "
                    + transfer.timeout().toSeconds() + " s]");
            case Action.Flag flag -> out.println("       [FLAGGED: " + flag.evidence() + " in " + flag.state() + "]");
            case Action.HangUp() -> out.println("       [the robot hangs up]");
            case Action.End _ -> {
            }
        }
    }

    /** The end of the input hangs up. */
    private String ask(String who) throws IOException {
        out.print(who + "> ");
        out.flush();
        String line = in.readLine();
        if (!Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)) {
            // A pipe shows nothing by itself.
            out.println(line == null ? "" : line);
        }
        return line == null ? "h" : line.strip();
    }
}
