package io.tocsin.dispatch.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual thread that does one work until it is closed, and never dies of what the work throws.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(200);

    private final String name;
    private final Work work;
    private final Bell bell;
    private final LongSupplier ticker;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * A loop that does not run yet.
     *
     * @param name of the thread and in logs
     * @param bell what ends a wait early
     */
    public Loop(String name, Work work, Bell bell, LongSupplier ticker) {
        this.name = name;
        this.work = work;
        this.bell = bell;
        this.ticker = ticker;
        thread = Thread.ofVirtual().name(name).unstarted(this::live);
    }

    /** Begins to work. */
    public void start() {
        thread.start();
    }

    private void live() {
        while (!closed) {
            long wait;
            try {
                wait = work.run(ticker.getAsLong());
            } catch (RuntimeException e) {
                LOG.error("{} failed; it goes on in {} ms", name, TimeUnit.NANOSECONDS.toMillis(AFTER_FAILURE), e);
                wait = AFTER_FAILURE;
            }
            if (wait > 0 && !closed) {
                bell.await(wait);
            }
        }
    }

    /** Ends after the run that is going on; does not wait for it. */
    @Override
    public void close() {
        closed = true;
        bell.ring();
    }

    /** Waits for the end; true when it came in time. */
    public boolean join(Duration limit) {
        if (thread.getState() == Thread.State.NEW) {
            return true;
        }
        try {
            return thread.join(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
