package io.tocsin.dispatch.line;

/** Segments a second lately, smoothed; written by one thread, read by any. */
final class RateMeter {
    private static final long INTERVAL = 50_000_000;
    private static final long STALE = 500_000_000;

    private long startedAt;
    private long count;
    private volatile double rate;
    private volatile long updatedAt;

    void add(int segments, long now) {
        count += segments;
        long passed = now - startedAt;
        if (passed >= INTERVAL) {
            double latest = passed > STALE ? count * 1e9 / INTERVAL : count * 1e9 / passed;
            rate = now - updatedAt > STALE ? latest : (rate + latest) / 2;
            updatedAt = now;
            startedAt = now;
            count = 0;
        }
    }

    double perSecond(long now) {
        return now - updatedAt > STALE ? 0 : rate;
    }
}
