package io.tocsin.dispatch.line;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Segments a second lately; written by one thread, read by any. What flow control needs is quick
 * and jumps; what people read is the mean of some seconds.
 */
public final class RateMeter {
    private static final long INTERVAL = 50_000_000;
    private static final long STALE = 500_000_000;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int SECONDS = 5;

    private long startedAt;
    private long count;
    private volatile double rate;
    private volatile long updatedAt;
    /** One more than is read, so that none is emptied while it is. */
    private final AtomicLongArray bySecond = new AtomicLongArray(SECONDS + 2);
    /** Before all seconds: a ticker may begin anywhere, below 0 too. */
    private volatile long latest = Long.MIN_VALUE / 2;

    void add(int segments, long now) {
        count(segments, Math.floorDiv(now, SECOND));
        count += segments;
        long passed = now - startedAt;
        if (passed >= INTERVAL) {
            double latestRate = passed > STALE ? count * 1e9 / INTERVAL : count * 1e9 / passed;
            rate = now - updatedAt > STALE ? latestRate : (rate + latestRate) / 2;
            updatedAt = now;
            startedAt = now;
            count = 0;
        }
    }

    private void count(int segments, long second) {
        for (long each = Math.max(latest + 1, second - bySecond.length() + 1); each <= second; each++) {
            bySecond.set(at(each), 0);
        }
        latest = Math.max(latest, second);
        bySecond.addAndGet(at(second), segments);
    }

    private int at(long second) {
        return (int) Math.floorMod(second, (long) bySecond.length());
    }

    /** Smoothed over some moments. */
    double perSecond(long now) {
        return now - updatedAt > STALE ? 0 : rate;
    }

    /** The mean of the last five whole seconds. */
    public double steady(long now) {
        long second = Math.floorDiv(now, SECOND);
        long known = latest;
        long sum = 0;
        for (long each = second - SECONDS; each < second; each++) {
            sum += each > known || each <= known - bySecond.length() ? 0 : bySecond.get(at(each));
        }
        return (double) sum / SECONDS;
    }
}
