package io.tocsin.send.voice.agi.conversation;

import io.netty.util.concurrent.Ticker;
import io.tocsin.send.voice.agi.wire.AgiReply;
import io.tocsin.send.voice.agi.wire.Commands;
import io.tocsin.send.voice.agi.wire.Line;
import io.tocsin.send.voice.agi.wire.LineException;
import java.time.Duration;

/** One call's line together with the time its dialog has. Used by one thread. */
final class Asking {
    private final Line line;
    private final Ticker ticker;
    private final Duration usual;
    private long deadline;

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
        this.deadline = ticker.nanoTime() + time.toNanos();
    }

    long now() {
        return ticker.nanoTime();
    }

    /** Has a command done that takes that long by itself, within the dialog's time. */
    AgiReply ask(String command, Duration by) throws LineException {
        Duration left = Duration.ofNanos(Math.max(0, deadline - now()));
        Duration own = by.plus(usual);
        return line.ask(command, own.compareTo(left) < 0 ? own : left);
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
