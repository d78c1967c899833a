package io.tocsin.report.receipts;

import io.tocsin.warning.Receipt;

/** Hears what happens to receipts, for meters; called from any thread, must not block. */
public interface ReceiptsListener {
    /** One who hears nothing. */
    ReceiptsListener NONE = new ReceiptsListener() {
    };

    /** A receipt of that carrier came. */
    default void came(String carrier, Receipt receipt) {}

    /** So many receipts of that carrier met that fate. */
    default void met(String carrier, Fate fate, int count) {}

    /**
     * A group was matched.
     *
     * @param count receipts in it
     * @param nanos how long the store took
     */
    default void flushed(int count, long nanos) {}

    /** The store was not there; the receipts wait and are not confirmed meanwhile. */
    default void storeFailed() {}
}
