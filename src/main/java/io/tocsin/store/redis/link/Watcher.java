package io.tocsin.store.redis.link;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at something every second, and soon after it was rung. One virtual thread. */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    /** Many fail at once when a server goes: they are one reason to look. */
    private static final Duration LEAST = Duration.ofMillis(100);
    private final Semaphore bell = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Runnable look;

    private Watcher(Runnable look) {
        this.look = look;
    }

    static Watcher start(String name, Runnable look) {
        Watcher watcher = new Watcher(look);
        Thread.ofVirtual().name(name).start(watcher::watch);
        return watcher;
    }

    /** Something failed: look soon. */
    void ring() {
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    private void watch() {
        try {
            while (!closed.await(LEAST.toMillis(), TimeUnit.MILLISECONDS)) {
                if (bell.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
                if (closed.getCount() > 0) {
                    look();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.debug("A look at the servers failed, the next is in a second: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        ring();
    }
}
