package io.tocsin.ingest.tcp.wire;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Ticker;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * Whether a connection is read. It is not while there is any reason against it: that is the
 * back-pressure. Used on the connection's event loop.
 */
public final class Reading {
    /** A reason not to read. */
    public enum Why {
        /** It is being looked up who it is. */
        LOGIN,
        /** There is no memory for its next message. */
        ROOM,
        /** It does not read what it is told. */
        SLOW_READER,
        /** Its last answers are awaited. */
        ENDING;

        /** The word used in metrics. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private final Channel channel;
    private final Ticker ticker;
    private final TcpListener listener;
    private final Map<Why, Long> since = new EnumMap<>(Why.class);

    /** Reads a connection that is being read. */
    public Reading(Channel channel, Ticker ticker, TcpListener listener) {
        this.channel = channel;
        this.ticker = ticker;
        this.listener = listener;
    }

    /** Reads no more. */
    public void stop(Why why) {
        since.putIfAbsent(why, ticker.nanoTime());
        var _ = channel.config().setAutoRead(false);
    }

    /** Reads on, unless there is another reason against it. */
    public void resume(Why why) {
        Long stopped = since.remove(why);
        if (stopped != null && why != Why.ENDING) {
            listener.paused(why.code(), ticker.nanoTime() - stopped);
        }
        if (since.isEmpty()) {
            var _ = channel.config().setAutoRead(true);
        }
    }

    /** Reads on whatever there was against it. */
    public void resume() {
        for (Why why : Why.values()) {
            resume(why);
        }
    }

    /** Whether it is not read. */
    public boolean isStopped() {
        return !since.isEmpty();
    }

    /** For how long the peer has not read what it is told. */
    public long slowFor(long now) {
        return now - since.getOrDefault(Why.SLOW_READER, now);
    }
}
