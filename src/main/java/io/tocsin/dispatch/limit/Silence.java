package io.tocsin.dispatch.limit;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Since when a carrier that was given texts says nothing to any of them, as one does that died
 * while its connections stay open. That some have no end by now is no answer: only the carrier's
 * own word ends a silence. Safe for use by several threads.
 */
public final class Silence {
    /** As long as a line may wait for a free slot of its window. */
    private static final long LONG = TimeUnit.SECONDS.toNanos(1);

    private boolean waits;
    private long since;

    /** Texts were given to it. */
    public synchronized void asked(long now) {
        if (!waits) {
            waits = true;
            since = now;
        }
    }

    /**
     * It answered.
     *
     * @param unanswered how many still have no answer, counted by now
     */
    public synchronized void heard(IntSupplier unanswered, long now) {
        waits = unanswered.getAsInt() > 0;
        since = now;
    }

    /** Whether it has said nothing for a second, although it was asked. */
    public synchronized boolean lasts(long now) {
        return waits && now - since >= LONG;
    }
}
