package io.tocsin.store.node;

import io.tocsin.warning.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that is asked of Redis again and again, one at a time, on a thread of its own: the
 * scheduler must not wait for Redis.
 */
public final class Errand implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Errand.class);
    private final String name;
    private final Duration every;
    private final Runnable work;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ScheduledFuture<?> ticking;

    /**
     * Begins, first after one period.
     *
     * @param name of the threads, and in logs
     * @param every the pause between two; one that takes longer is waited for
     * @param work may throw {@link StoreUnavailableException}; the next time may do better
     */
    public Errand(String name, Duration every, ScheduledExecutorService scheduler, Runnable work) {
        this.name = name;
        this.every = every;
        this.work = work;
        ticking = scheduler.scheduleWithFixedDelay(this::tick, every.toMillis(), every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name(name).start(this::go);
        }
    }

    private void go() {
        try {
            work.run();
        } catch (StoreUnavailableException e) {
            LOG.debug("{} failed, next try in {} ms: {}", name, every.toMillis(), e.getMessage());
        } finally {
            busy.set(false);
        }
    }

    /** Begins no more; what is under way goes on. */
    @Override
    public void close() {
        ticking.cancel(false);
    }
}
