package io.tocsin.dispatch.limit;

import java.util.Arrays;

/**
 * Keeps any one second from holding more segments than the rate, by the times at which they were
 * written: what was dispatched and is not known to be written counts as if it were written now.
 * Times are kept in buckets and count until the end of their bucket, so it errs towards less. Safe
 * for use by the sending thread and event loops.
 */
final class WriteGuard {
    private static final int BUCKETS = 4000;
    private static final double SECOND = 1e9;

    private final int[] counts = new int[BUCKETS + 1];
    private int whole;
    private int capacity;
    private long width;
    private long newest;
    private int written;
    private int unwritten;

    /**
     * A guard.
     *
     * @param perSecond the rate; below 1 the window is the time in which one may be sent
     */
    WriteGuard(double perSecond) {
        rate(perSecond, whole(perSecond));
    }

    /** What fits into a window of all nodes together, at least 1. */
    static int whole(double perSecond) {
        return (int) Math.max(1, Math.floor(Math.min(perSecond, Integer.MAX_VALUE)));
    }

    /**
     * Changes the rate and how much of it is this node's; what was written before counts on.
     *
     * @param most segments in a window, 0 or more
     */
    synchronized void rate(double perSecond, int most) {
        whole = whole(perSecond);
        capacity = most;
        long wider = (long) Math.ceil(SECOND / Math.min(1, perSecond) / BUCKETS);
        if (wider != width) {
            // All of it as of the youngest: it counts for longer than it should, never for less.
            long youngest = (newest + 1) * width - 1;
            int kept = written;
            width = wider;
            Arrays.fill(counts, 0);
            newest = kept > 0 ? Math.floorDiv(youngest, width) : Long.MIN_VALUE;
            written = kept;
            if (kept > 0) {
                counts[slot(newest)] = kept;
            }
        }
    }

    /**
     * Whether an attempt of that many segments may go now. One that is larger than the whole rate goes
     * alone, from the node that has all of it.
     */
    synchronized boolean admits(int cost, long now) {
        advance(now);
        int used = written + unwritten;
        return used + cost <= capacity || (used == 0 && cost > whole && capacity == whole);
    }

    /** Segments of the last second, and those on their way. */
    synchronized int used(long now) {
        advance(now);
        return written + unwritten;
    }

    /** Counts an attempt that is given to the carrier. */
    synchronized void dispatched(int cost) {
        unwritten += cost;
    }

    /** It was written at that time. */
    synchronized void written(int cost, long at) {
        unsent(cost);
        advance(at);
        long age = newest - Math.floorDiv(at, width);
        if (age <= BUCKETS) {
            counts[slot(newest - age)] += cost;
            written += cost;
        }
    }

    /** It was never written. */
    synchronized void unsent(int cost) {
        // Attempts from before the rate was set were not counted.
        unwritten = Math.max(0, unwritten - cost);
    }

    /** Forgets everything. */
    synchronized void reset() {
        Arrays.fill(counts, 0);
        written = 0;
        unwritten = 0;
    }

    /** How long the window is, nanoseconds: a second, or what one segment has. */
    synchronized long length() {
        return width * BUCKETS;
    }

    /** Nanoseconds after which the window has certainly moved on by one bucket. */
    long step() {
        return width;
    }

    private void advance(long now) {
        long bucket = Math.floorDiv(now, width);
        if (newest == Long.MIN_VALUE) {
            newest = bucket;
        }
        if (bucket - newest > BUCKETS) {
            Arrays.fill(counts, 0);
            written = 0;
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            written -= counts[slot(newest)];
            counts[slot(newest)] = 0;
        }
    }

    private int slot(long bucket) {
        return (int) Math.floorMod(bucket, (long) BUCKETS + 1);
    }
}
