package io.tocsin.report.receipts;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the receipts on their way, over all carriers and partitions, and keeps them bounded. */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final ReceiptsSettings settings;
    private final ReceiptsListener listener;
    private final LongSupplier ticker;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();

    Ledger(ReceiptsSettings settings, ReceiptsListener listener, LongSupplier ticker) {
        this.settings = settings;
        this.listener = listener;
        this.ticker = ticker;
    }

    /** Makes room for so many; false when there is none. */
    boolean hold(int count) {
        if (held.addAndGet(count) <= settings.maxHeld()) {
            return true;
        }
        held.addAndGet(-count);
        return false;
    }

    /** Notes a try that found nothing and sets the next; false when too many wait already. */
    boolean park(Pending item) {
        if (item.tries() == 0 && parked.incrementAndGet() > settings.maxParked()) {
            parked.decrementAndGet();
            return false;
        }
        List<Duration> again = settings.again();
        Duration wait = again.get(Math.min(item.tries(), again.size() - 1));
        item.tryAgainAt(now() + wait.toNanos());
        return true;
    }

    /** One of them is settled: it makes room, and is confirmed with the last of its parcel. */
    void settled(Pending item) {
        if (item.tries() > 0) {
            parked.decrementAndGet();
        }
        held.decrementAndGet();
        try {
            item.parcel().settled();
        } catch (RuntimeException e) {
            LOG.warn("Receipts are durable but could not be confirmed; the carrier will send them again", e);
        }
    }

    /** Receipts that are not settled. */
    int held() {
        return held.get();
    }

    /** Receipts among them that wait for another try. */
    int parked() {
        return parked.get();
    }

    /** The ticker's time now, nanoseconds. */
    long now() {
        return ticker.getAsLong();
    }

    /** The ticker. */
    LongSupplier ticker() {
        return ticker;
    }

    /** The limits. */
    ReceiptsSettings settings() {
        return settings;
    }

    /** Who hears what happens. */
    ReceiptsListener listener() {
        return listener;
    }
}
