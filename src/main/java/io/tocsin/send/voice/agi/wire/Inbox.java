package io.tocsin.send.voice.agi.wire;

import io.netty.util.concurrent.Ticker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What came over a line and is not read yet, and the one thread that may wait for it. It waits
 * without a timer of its own: on a virtual thread such a timer costs more than the reading, and
 * somebody looks at all lines anyway.
 */
final class Inbox {
    private static final int MOST = 8192;

    private final Ticker ticker;
    private final ByteBuffer unread = ByteBuffer.allocate(MOST);
    private @Nullable String end;
    private @Nullable Thread waiting;
    private long until;

    /** An empty one. */
    Inbox(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Takes in what has come.
     *
     * @return whether more may come
     */
    synchronized boolean receive(ReadableByteChannel from) {
        try {
            if (!unread.hasRemaining()) {
                return end("got more than " + MOST + " bytes that nobody asked for");
            }
            if (from.read(unread) < 0) {
                return end("was closed by the Asterisk");
            }
        } catch (IOException e) {
            return end("broke: " + e.getMessage());
        }
        wake();
        return true;
    }

    /** Nothing more comes, for that reason; what has come can still be read. */
    synchronized boolean end(String why) {
        if (end == null) {
            end = why;
        }
        wake();
        return false;
    }

    /** Wakes who has waited long enough. */
    synchronized void look(long now) {
        if (now - until >= 0) {
            wake();
        }
    }

    private void wake() {
        Thread thread = waiting;
        if (thread != null) {
            waiting = null;
            LockSupport.unpark(thread);
        }
    }

    /**
     * Reads what is there, and waits while nothing is.
     *
     * @param deadline by the ticker; it is kept as closely as somebody looks
     * @return how many bytes, at least 1
     * @throws LineException when nothing comes in time, or nothing comes any more
     */
    int take(byte[] into, long deadline) throws LineException {
        while (true) {
            synchronized (this) {
                if (unread.position() > 0) {
                    unread.flip();
                    int count = Math.min(unread.remaining(), into.length);
                    unread.get(into, 0, count).compact();
                    return count;
                }
                if (end != null) {
                    throw LineException.closed(end);
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw LineException.closed("was given up");
                }
                if (ticker.nanoTime() - deadline >= 0) {
                    throw LineException.silent("nothing came in time");
                }
                until = deadline;
                waiting = Thread.currentThread();
            }
            LockSupport.park(this);
        }
    }
}
