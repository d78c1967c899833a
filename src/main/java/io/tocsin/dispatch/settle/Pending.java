package io.tocsin.dispatch.settle;

import io.tocsin.dispatch.DispatchListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what waits to become durable and says when it is too much: then nothing new is sent, so
 * that a crash repeats at most windows plus this bound.
 */
public final class Pending {
    private final int most;
    private final DispatchListener listener;
    private final AtomicInteger count = new AtomicInteger();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
    private volatile boolean storeDown;

    /** A counter with that bound. */
    public Pending(int most, DispatchListener listener) {
        this.most = most;
        this.listener = listener;
    }

    /** Runs that when the bound is no longer reached, or the store is back. */
    public void whenOpen(Runnable wake) {
        waiting.add(wake);
    }

    /** How many may still be added before the bound; 0 while the store is down. */
    public int room() {
        return storeDown ? 0 : Math.max(0, most - count.get());
    }

    /** How many wait. */
    public int count() {
        return count.get();
    }

    /** So many more wait. */
    void added(int n) {
        listener.pending(count.addAndGet(n));
    }

    /** So many are durable. */
    void settled(int n) {
        int left = count.addAndGet(-n);
        listener.pending(left);
        boolean wasDown = storeDown;
        storeDown = false;
        if (wasDown || (left < most && left + n >= most)) {
            waiting.forEach(Runnable::run);
        }
    }

    /** The store does not take what waits. */
    void storeFailed() {
        storeDown = true;
    }
}
