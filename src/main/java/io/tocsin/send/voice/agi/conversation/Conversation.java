package io.tocsin.send.voice.agi.conversation;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.voice.agi.AgiSettings;
import io.tocsin.send.voice.agi.AgiTally;
import io.tocsin.send.voice.agi.Callee;
import io.tocsin.send.voice.agi.wire.Commands;
import io.tocsin.send.voice.agi.wire.Line;
import io.tocsin.send.voice.agi.wire.LineException;
import io.tocsin.send.voice.dialog.Dialog;
import io.tocsin.send.voice.dialog.part.TransferResult;
import io.tocsin.send.voice.dialog.talk.Action;
import io.tocsin.send.voice.dialog.talk.Ending;
import io.tocsin.send.voice.dialog.talk.Engine;
import io.tocsin.send.voice.dialog.talk.Event;
import io.tocsin.send.voice.dialog.talk.Talk;
import io.tocsin.send.voice.dialog.talk.TrailStep;
import io.tocsin.send.voice.dialog.talk.Turn;
import io.tocsin.warning.AttemptId;
import io.tocsin.warning.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dialog of one call, from its first word to its end. It always ends: every wait has a
 * deadline, and the dialog its own. Used by one thread, once.
 */
public final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    /** Set when the dialog came to its end; the dialplan plays the recorded warning otherwise. */
    public static final String TALKED = "TOCSIN_TALKED";
    private final AttemptId attempt;
    private final Engine engine;
    private final Dialog dialog;
    private final Errands errands;
    private final AgiSettings config;
    private final AgiTally tally;
    private final Asking asking;
    private final Mouth mouth;
    private final HandOver handOver;
    private boolean flagIsLate;
    private boolean broken;
    /** What it had come to when a person took the call. */
    private volatile @Nullable Outcome noted;
    private long heard;
    private long begun;

    /**
     * A conversation that begins now.
     *
     * @param engine of the dialog
     * @param line to the answered call
     * @param errands what it has fetched and written
     * @param handOver hears when a person has taken the call
     */
    public Conversation(AttemptId attempt, Engine engine, Line line, Errands errands, Surroundings surroundings,
            HandOver handOver) {
        this.attempt = attempt;
        this.handOver = handOver;
        this.engine = engine;
        this.dialog = engine.dialog();
        this.errands = errands;
        this.config = surroundings.config;
        this.tally = surroundings.tally;
        this.asking = new Asking(line, surroundings.ticker, config.patience().command(),
                dialog.content().limits().time());
        this.mouth = new Mouth(errands, tally, surroundings.ticker, config.fallback());
    }

    /**
     * What is the same for all conversations.
     *
     * @param config what is granted a call
     * @param tally counts what happens
     * @param ticker time that only passes
     */
    public record Surroundings(AgiSettings config, AgiTally tally, Ticker ticker) {}

    /**
     * Holds it. After that the call may be left to the dialplan.
     *
     * @return what it came to; empty when nothing could be said, so that the dialplan has to
     */
    public Optional<Ending> hold() {
        heard = asking.now();
        begun = heard;
        Map<String, String> variables = errands.callee(attempt).map(Callee::variables).orElse(Map.of());
        begin();
        Turn turn = engine.start(variables, attempt.warning().packed() + attempt.fence());
        Waiting waiting = new Waiting.Nothing();
        while (true) {
            for (Action action : turn.actions()) {
                waiting = begin(action, turn.talk(), waiting);
            }
            if (mouth.isMute()) {
                LOG.error("Nothing can be said in the call of attempt {}: it hears the recorded warning", attempt);
                return Optional.empty();
            }
            Ending ending = turn.talk().ending();
            if (ending != null) {
                end(turn.talk(), ending);
                return Optional.of(ending);
            }
            Event event = await(waiting);
            Talk talk = turn.talk();
            if (event instanceof Event.Transferred && asking.isOver()) {
                talk = engine.on(talk, new Event.Deadline()).talk();
            }
            turn = engine.on(talk, event);
        }
    }

    /** Whether its line broke off, and Asterisk had not said that the person hung up. */
    public boolean isBroken() {
        return broken;
    }

    /** The recording; the dialog is held without it too. */
    private void begin() {
        if (!config.recording().enabled()) {
            return;
        }
        try {
            String file = config.recording().folder() + "/" + attempt + ".wav";
            if (asking.ask(Commands.exec("MixMonitor", file), Duration.ZERO).failed()) {
                LOG.warn("Attempt {} is not recorded: Asterisk did not begin MixMonitor", attempt);
            }
        } catch (LineException e) {
            LOG.debug("Attempt {} ended before its first word: {}", attempt, e.getMessage());
        }
    }

    private Waiting begin(Action action, Talk talk, Waiting before) {
        return switch (action) {
            case Action.Flag(String state, String evidence, var tags) -> {
                flagIsLate |= !errands.flag(attempt,
                        dialog.label() + " " + state + ": " + evidence + (tags.isEmpty() ? "" : " " + tags));
                yield before;
            }
            case Action.Say say -> mouth.say(say, talk.prompt());
            case Action.Listen listen -> new Waiting.Listening(asking.now() + listen.timeout().toNanos());
            case Action.Transfer transfer -> {
                handOver.whenTaken(then -> noteTaken(talk, then));
                yield new Waiting.Transferring(transfer, config.patience().transfer(), handOver::isTaken);
            }
            case Action.HangUp() -> before;
            case Action.End(_) -> before;
        };
    }

    /** What was said up to the hand-over is noted then: nobody may be there at the end of the talk. */
    private void noteTaken(Talk talk, Consumer<Outcome> then) {
        Ending ending = new Ending(Ending.How.FINISHED, talk.state(), "", Outcome.TRANSFERRED,
                talk.flagged() ? Outcome.VICTIM_SUSPECTED : Outcome.TRANSFERRED, talk.tags());
        noted = ending.outcome();
        var _ = errands.talked(attempt, told(talk, ending)).whenComplete((_, _) -> then.accept(ending.outcome()));
    }

    private String told(Talk talk, Ending ending) {
        return Told.of(dialog, talk, ending, Duration.ofNanos(asking.now() - begun), flagIsLate);
    }

    private Event await(Waiting waiting) {
        tally.step(asking.now() - heard);
        try {
            if (asking.isHungUp()) {
                return new Event.HungUp();
            }
            Event event = asking.isOver() && !isTransfer(waiting) ? new Event.Deadline() : waiting.await(asking);
            boolean handedOver = event instanceof Event.Transferred(TransferResult result)
                    && result == TransferResult.ANSWERED;
            return asking.isHungUp() && !handedOver ? new Event.HungUp() : event;
        } catch (LineException e) {
            return lost(e, waiting);
        } finally {
            heard = asking.now();
        }
    }

    /** The dialog's time does not end a transfer. */
    private static boolean isTransfer(Waiting waiting) {
        return waiting instanceof Waiting.Transferring;
    }

    private Event lost(LineException e, Waiting waiting) {
        if (asking.isHungUp()) {
            return new Event.HungUp();
        }
        if (!e.isSilent()) {
            broken = true;
            tally.count(AgiTally.What.BROKEN);
            LOG.debug("The line of attempt {} {}", attempt, e.getMessage());
            return new Event.HungUp();
        }
        if (!asking.isOver()) {
            tally.count(AgiTally.What.STUCK);
            LOG.warn("Asterisk said nothing in time about attempt {}; its dialog is ended", attempt);
        }
        return isTransfer(waiting) ? new Event.HungUp() : new Event.Deadline();
    }

    private void end(Talk talk, Ending ending) {
        Duration lasted = Duration.ofNanos(asking.now() - begun);
        if (ending.outcome() != noted || ending.said() != Outcome.TRANSFERRED) {
            var _ = errands.talked(attempt, told(talk, ending));
        }
        Set<String> states = talk.trail().stream().map(TrailStep::state).collect(Collectors.toSet());
        states.add(ending.state());
        tally.talked(dialog.name(), ending, states, lasted);
        try {
            if (!asking.isHungUp()) {
                // While a prompt is being said, this ends it.
                asking.askBeyond(Commands.setVariable(TALKED, "yes"), Duration.ZERO);
            }
        } catch (LineException e) {
            if (e.isSilent()) {
                tally.count(AgiTally.What.STUCK);
            }
            LOG.debug("Attempt {} ended before its dialog: {}", attempt, e.getMessage());
        }
    }
}
