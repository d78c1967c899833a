package io.tocsin.cli.bench;

import io.tocsin.send.voice.agi.AgiListener;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Waits, counted in hundredths of a millisecond up to two seconds. Safe for use by several threads.
 */
final class Latencies implements AgiListener {
    private static final long UNIT = TimeUnit.MICROSECONDS.toNanos(10);
    private static final int UNITS = 200_000;

    private final AtomicLongArray counts = new AtomicLongArray(UNITS);
    private final AtomicLong longest = new AtomicLong();

    @Override
    public void step(long nanos) {
        counts.incrementAndGet(Math.clamp(nanos / UNIT, 0, UNITS - 1));
        longest.accumulateAndGet(nanos, Math::max);
    }

    /** Forgets what came so far. */
    void forget() {
        for (int i = 0; i < UNITS; i++) {
            counts.set(i, 0);
        }
        longest.set(0);
    }

    /** How many came. */
    long count() {
        long sum = 0;
        for (int i = 0; i < UNITS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    /** The wait in milliseconds that a share of them did not exceed; 0 when none came. */
    double millis(double share) {
        long wanted = (long) Math.ceil(share * count());
        long seen = 0;
        for (int i = 0; i < UNITS; i++) {
            seen += counts.get(i);
            if (seen >= wanted && wanted > 0) {
                return (i + 1) / 100.0;
            }
        }
        return 0;
    }

    /** The longest in milliseconds. */
    double longestMillis() {
        return longest.get() / 1e6;
    }
}
