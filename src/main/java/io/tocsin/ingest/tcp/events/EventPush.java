package io.tocsin.ingest.tcp.events;

import io.tocsin.ingest.tcp.events.EventSource.Event;
import io.tocsin.ingest.tcp.events.EventSource.Page;
import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes the results of one client over one connection, on a virtual thread of its own: a page at a
 * time, the next when all of it is acknowledged, so that no more than a page is ever on its way. A
 * page that was not acknowledged whole comes again over the next connection.
 */
public final class EventPush {
    private static final Logger LOG = LoggerFactory.getLogger(EventPush.class);
    private static final int MOST_DOUBLINGS = 3;

    private final EventSource source;
    private final String client;
    private final String stream;
    private final int limit;
    private final Duration poll;
    private final Consumer<List<Event>> out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<String> unacknowledged = new HashSet<>();
    private boolean stopped;

    /**
     * Prepares to push.
     *
     * @param limit most events on their way
     * @param poll how long to wait when there is nothing new; up to eight times as long when there was
     *            nothing several times
     * @param out writes events; must not block
     */
    public EventPush(EventSource source, String client, String stream, int limit, Duration poll,
            Consumer<List<Event>> out) {
        this.source = source;
        this.client = client;
        this.stream = stream;
        this.limit = limit;
        this.poll = poll;
        this.out = out;
    }

    /** Begins. */
    public void start() {
        Thread.ofVirtual().name("tcp-events-" + client + "-" + stream).start(this::run);
    }

    /** The client has taken an event; one that is not on its way is nothing to worry about. */
    public void acknowledged(String id) {
        lock.lock();
        try {
            if (unacknowledged.remove(id) && unacknowledged.isEmpty()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends; what is not acknowledged comes again. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        String cursor = null;
        boolean known = false;
        int idle = 0;
        while (!isStopped()) {
            try {
                if (!known) {
                    cursor = source.cursor(client, stream).orElse(null);
                    known = true;
                }
                String next = step(cursor);
                idle = next == null ? Math.min(idle + 1, MOST_DOUBLINGS) : 0;
                cursor = next == null ? cursor : next;
            } catch (StoreUnavailableException e) {
                idle = MOST_DOUBLINGS;
                LOG.warn("Results for {} wait, stream {}: {}", client, stream, e.getMessage());
            } catch (RuntimeException e) {
                idle = MOST_DOUBLINGS;
                LOG.error("A step of pushing results to {}, stream {}, failed; it is tried again", client, stream, e);
            }
            if (idle > 0) {
                pause(poll.multipliedBy(1L << (idle - 1)));
            }
        }
    }

    /** Pushes a page and waits for its end; the new cursor, null when there was nothing. */
    private @Nullable String step(@Nullable String cursor) {
        Page page = source.after(client, cursor, limit);
        if (page.events().isEmpty()) {
            return null;
        }
        if (!delivered(page.events())) {
            return null;
        }
        source.cursor(client, stream, page.cursor());
        return page.cursor();
    }

    private boolean delivered(List<Event> events) {
        lock.lock();
        try {
            unacknowledged.clear();
            events.forEach(event -> unacknowledged.add(event.id()));
            out.accept(events);
            while (!stopped && !unacknowledged.isEmpty()) {
                // Its deadline is the connection's end.
                changed.awaitUninterruptibly();
            }
            return unacknowledged.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void pause(Duration time) {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (!stopped && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            stopped = true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }
}
