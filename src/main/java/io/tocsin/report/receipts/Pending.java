package io.tocsin.report.receipts;

import io.tocsin.report.Parcel;
import io.tocsin.warning.Receipt;

/** One receipt on its way; changed only by the worker that has it in hand. */
final class Pending {
    private final Receipt receipt;
    private final Parcel parcel;
    private final long arrivedAt;
    private int tries;
    private long due;

    /** One that came at that time, in the ticker's nanoseconds. */
    Pending(Receipt receipt, Parcel parcel, long arrivedAt) {
        this.receipt = receipt;
        this.parcel = parcel;
        this.arrivedAt = arrivedAt;
    }

    /** What the carrier said. */
    Receipt receipt() {
        return receipt;
    }

    /** What it came in. */
    Parcel parcel() {
        return parcel;
    }

    /** When it came, in the ticker's nanoseconds. */
    long arrivedAt() {
        return arrivedAt;
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
