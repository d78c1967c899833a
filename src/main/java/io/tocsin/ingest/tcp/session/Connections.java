package io.tocsin.ingest.tcp.session;

import io.tocsin.ingest.StreamStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** All connections of the door, and which of them serves which stream. Safe for many threads. */
public final class Connections {
    private final Set<Connection> all = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<StreamStore.Name, Connection> streams = new ConcurrentHashMap<>();

    private volatile CountDownLatch gone = new CountDownLatch(1);

    /** None yet. */
    public Connections() {}

    /** One more was opened. */
    void opened(Connection connection) {
        if (all.add(connection)) {
            count.incrementAndGet();
        }
    }

    /** It is no more. */
    void closed(Connection connection) {
        if (all.remove(connection) && count.decrementAndGet() == 0) {
            gone.countDown();
        }
    }

    /** Opens when none is left, after the door takes no new ones. */
    public CountDownLatch whenGone() {
        gone = new CountDownLatch(1);
        if (count.get() == 0) {
            gone.countDown();
        }
        return gone;
    }

    /** How many are open, those being told to go included. */
    public int count() {
        return count.get();
    }

    /** Those open now. */
    public List<Connection> all() {
        return List.copyOf(all);
    }

    /** The connection serves the stream from now on; an older one is told to go. */
    void enter(StreamStore.Name name, Connection connection) {
        Connection older = streams.put(name, connection);
        if (older != null && older != connection) {
            older.takenOver();
        }
    }

    /** The connections that serve a stream now. */
    Map<StreamStore.Name, Connection> serving() {
        return Map.copyOf(streams);
    }

    /** The connection serves the stream no more. */
    void leave(StreamStore.Name name, Connection connection) {
        streams.remove(name, connection);
    }
}
