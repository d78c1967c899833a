package io.tocsin.report.receipts;

import io.tocsin.warning.Receipt;

/** One receipt on its way; changed only by the worker that has it in hand. */
final class Pending {
    private final Receipt receipt;
    private final Parcel parcel;
    private int tries;
    private long due;

    Pending(Receipt receipt, Parcel parcel) {
        this.receipt = receipt;
        this.parcel = parcel;
    }

    /** What the carrier said. */
    Receipt receipt() {
        return receipt;
    }

    /** What it came in. */
    Parcel parcel() {
        return parcel;
    }

    /** How many tries found nothing. */
    int tries() {
        return tries;
    }

    /** When it is to be tried again, in the ticker's nanoseconds. */
    long due() {
        return due;
    }

    /** A try found nothing; the next one is due then. */
    void tryAgainAt(long nanos) {
        tries++;
        due = nanos;
    }
}
