package io.tocsin.ingest.tcp.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.tocsin.ingest.StreamStore;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether another node took a stream that a connection here serves, or its
 * key was taken back, and tells that connection to go. The looks block, on a virtual thread, one at
 * a time.
 */
public final class Takeovers {
    private static final Logger LOG = LoggerFactory.getLogger(Takeovers.class);

    private final Connections connections;
    private final StreamStore streams;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Watches those connections. */
    public Takeovers(Connections connections, StreamStore streams) {
        this.connections = connections;
        this.streams = streams;
    }

    /**
     * Begins to look.
     *
     * @param every between two looks
     * @return cancelled, it looks no more
     */
    public Future<?> start(EventLoop loop, Duration every) {
        return loop.scheduleWithFixedDelay(this::tick, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void tick() {
        if (busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("tcp-takeovers").start(this::look);
        }
    }

    /**
     * Only what was served before the look may go: a connection that came after it is newer than what
     * it saw.
     */
    private void look() {
        try {
            Map<StreamStore.Name, Connection> served = connections.serving();
            served.values().forEach(Connection::recheck);
            if (!served.isEmpty()) {
                streams.taken(List.copyOf(served.keySet())).forEach(name -> {
                    Connection older = served.get(name);
                    if (older != null) {
                        older.takenOver();
                    }
                });
            }
        } catch (StoreUnavailableException e) {
            LOG.debug("It is not known which streams other nodes took: {}", e.getMessage());
        } finally {
            busy.set(false);
        }
    }
}
