package io.tocsin.cli.bench;

import io.tocsin.dispatch.WriteListener;
import java.util.Arrays;

/**
 * When every segment was written, as the sender knows it. Safe for use by several event loops.
 */
final class WriteTimes implements WriteListener {
    private static final long SECOND = 1_000_000_000L;
    private static final long STEP = 10_000_000L;

    private long[] times = new long[1 << 14];
    private int count;

    @Override
    public synchronized void written(String carrier, int segments, long nanos) {
        if (count + segments > times.length) {
            times = Arrays.copyOf(times, 2 * (count + segments));
        }
        Arrays.fill(times, count, count + segments, nanos);
        count += segments;
    }

    /** Forgets them. */
    synchronized void forget() {
        count = 0;
    }

    /** How many there are. */
    synchronized int count() {
        return count;
    }

    /** The most in any window of one second; a segment a second after another is not in its window. */
    synchronized int mostInOneSecond() {
        Arrays.sort(times, 0, count);
        int most = 0;
        int first = 0;
        for (int last = 0; last < count; last++) {
            while (times[last] - times[first] >= SECOND) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** When the last of them was. */
    synchronized long last() {
        Arrays.sort(times, 0, count);
        return count == 0 ? 0 : times[count - 1];
    }

    /**
     * The least in any window of one second that lies wholly between two times; windows begin every ten
     * milliseconds. {@link Integer#MAX_VALUE} when none fits between them.
     */
    synchronized int leastInOneSecond(long from, long to) {
        Arrays.sort(times, 0, count);
        int least = Integer.MAX_VALUE;
        for (long begin = from; begin + SECOND <= to; begin += STEP) {
            least = Math.min(least, before(begin + SECOND) - before(begin));
        }
        return least;
    }

    /** How many were before that time. */
    private int before(long time) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
