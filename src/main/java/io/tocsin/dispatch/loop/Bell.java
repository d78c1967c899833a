package io.tocsin.dispatch.loop;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes one waiting thread; rung from any thread, cheap when it already rang. One thread at a time
 * may wait.
 */
public final class Bell {
    private final AtomicBoolean rung = new AtomicBoolean();
    private volatile @Nullable Thread waiter;

    /** Wakes the waiting thread, or keeps it from waiting next time. */
    public void ring() {
        if (!rung.get() && rung.compareAndSet(false, true)) {
            LockSupport.unpark(waiter);
        }
    }

    /**
     * Waits until the bell rings, the time is over, or for no reason: the caller looks again.
     *
     * @param nanos at most so long
     */
    public void await(long nanos) {
        if (nanos > 0 && !rung.get()) {
            waiter = Thread.currentThread();
            if (!rung.get()) {
                LockSupport.parkNanos(this, nanos);
            }
            waiter = null;
        }
        take();
    }

    /** Whether it rang since it was asked or waited for last. */
    public boolean take() {
        return rung.getAndSet(false);
    }
}
