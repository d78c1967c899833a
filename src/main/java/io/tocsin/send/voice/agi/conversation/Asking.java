package io.tocsin.send.voice.agi.conversation;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.voice.agi.wire.AgiReply;
import io.tocsin.send.voice.agi.wire.Commands;
import io.tocsin.send.voice.agi.wire.Line;
import io.tocsin.send.voice.agi.wire.LineException;
import java.time.Duration;

/**
 * One call's line together with the time its dialog has. Asterisk is told again and again, but not
 * with every command, how long it may hear nothing from us: after that it takes the call back and
 * the dialplan warns, so that a program that stands still leaves nobody in silence. Used by one
 * thread.
 */
final class Asking {
    /** What Asterisk waits at least beyond what it is doing. */
    private static final Duration SPARE = Duration.ofSeconds(10);
    /** So much more, that short commands that follow need not say it again. */
    private static final Duration AHEAD = Duration.ofSeconds(8);

    private final Line line;
    private final Ticker ticker;
    private final Duration usual;
    private long deadline;
    /** When Asterisk takes the call back. */
    private long limit;

    /**
     * Begins now.
     *
     * @param usual how long Asterisk may take beyond what a command takes by itself
     * @param time how long the dialog may last
     */
    Asking(Line line, Ticker ticker, Duration usual, Duration time) {
        this.line = line;
        this.ticker = ticker;
        this.usual = usual;
        this.limit = ticker.nanoTime();
        this.deadline = limit + time.toNanos();
    }

    long now() {
        return ticker.nanoTime();
    }

    /** Has a command done that takes that long by itself, within the dialog's time. */
    AgiReply ask(String command, Duration by) throws LineException {
        return ask(command, by, by);
    }

    /**
     * The same of a command of which it is known better how long it takes.
     *
     * @param by for how long its end is waited for, and the usual
     * @param takes how long it takes
     */
    AgiReply ask(String command, Duration by, Duration takes) throws LineException {
        keep(takes);
        Duration left = Duration.ofNanos(Math.max(0, deadline - now()));
        Duration own = by.plus(usual);
        return line.ask(command, own.compareTo(left) < 0 ? own : left);
    }

    private void keep(Duration takes) throws LineException {
        Duration needed = takes.plus(SPARE);
        if (limit - now() < needed.toNanos()) {
            limit(needed.plus(AHEAD));
        }
    }

    private void limit(Duration time) throws LineException {
        line.ask(Commands.autoHangUp(time), usual);
        limit = now() + time.toNanos();
    }

    /** Asterisk does not take the call back whatever happens: the person is handed to somebody else. */
    void handOver() throws LineException {
        line.ask(Commands.autoHangUp(Duration.ZERO), usual);
    }

    /** The dialplan has set a limit of its own, a short one. */
    void takeBack() {
        limit = now();
    }

    /** Has a command done whatever the dialog's time. */
    AgiReply askBeyond(String command, Duration by) throws LineException {
        return line.ask(command, by.plus(usual));
    }

    /** Whether a command failed because the call is no more. */
    boolean isGone(AgiReply reply) throws LineException {
        // -1 says "hung up" and "no such file" alike; HANGUP follows on the next command only.
        return line.isHungUp() || reply.isDead() || ask(Commands.channelStatus(), Duration.ZERO).failed();
    }

    boolean isHungUp() {
        return line.isHungUp();
    }

    /** Whether the dialog's time is over. */
    boolean isOver() {
        return now() - deadline >= 0;
    }

    /** The dialog may last that much longer. */
    void extend(long nanos) {
        deadline += nanos;
    }
}
