package io.tocsin.report;

import io.tocsin.warning.Confirmation;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Receipts or replies that came together and are confirmed together, when all of them are settled.
 */
public final class Parcel {
    private final AtomicInteger open;
    private final Confirmation confirmation;

    /**
     * A parcel.
     *
     * @param size how many are in it, at least 1
     */
    public Parcel(int size, Confirmation confirmation) {
        this.open = new AtomicInteger(size);
        this.confirmation = confirmation;
    }

    /** One of them is settled. */
    public void settled() {
        if (open.decrementAndGet() == 0) {
            confirmation.durable();
        }
    }

    /** One of them is not taken, so that none is confirmed. */
    public void refused() {
        confirmation.refused();
    }
}
