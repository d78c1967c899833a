package io.tocsin.report.receipts;

import java.util.concurrent.atomic.AtomicInteger;

/** Receipts that came together and are confirmed together: once, when all of them are settled. */
final class Parcel {
    private final AtomicInteger open;
    private final Runnable durable;

    /**
     * A parcel.
     *
     * @param size receipts in it, at least 1
     * @param durable what to run once all are settled
     */
    Parcel(int size, Runnable durable) {
        this.open = new AtomicInteger(size);
        this.durable = durable;
    }

    /** One of them is settled. */
    void settled() {
        if (open.decrementAndGet() == 0) {
            durable.run();
        }
    }
}
