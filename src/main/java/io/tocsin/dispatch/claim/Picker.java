package io.tocsin.dispatch.claim;

import io.tocsin.warning.Grade;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Chooses the partition and the lanes that a line claims from next. Urgent lanes of all partitions
 * come before lower ones; within a grade partitions take turns. Now and then every lane of a
 * partition is looked at whether it has a hint or not: work also comes due by itself and from other
 * nodes. Chosen by one thread, told of ends by others.
 */
final class Picker {
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(200);

    private final LaneHints hints;
    private final long[] probeAt;
    private final AtomicLongArray probeEvery;
    private final AtomicLong busy = new AtomicLong();
    private int cursor;

    /** A choice; no lanes for nothing. */
    record Pick(int partition, long lanes, boolean probe) {
        boolean isNothing() {
            return lanes == 0;
        }
    }

    Picker(LaneHints hints, long now) {
        this.hints = hints;
        probeAt = new long[hints.partitions()];
        probeEvery = new AtomicLongArray(hints.partitions());
        for (int p = 0; p < probeAt.length; p++) {
            probeAt[p] = now;
            probeEvery.set(p, SHORTEST);
        }
    }

    /**
     * What to claim from next.
     *
     * @param served lanes that may be claimed
     */
    Pick next(long served, long now) {
        Pick hinted = hinted(served);
        if ((hinted.lanes & hints.lanes().of(Grade.URGENT)) != 0) {
            return hinted;
        }
        for (int i = 0; i < probeAt.length; i++) {
            int p = (cursor + i) % probeAt.length;
            if (isFree(p) && now - probeAt[p] >= 0) {
                return new Pick(p, served & atLeast(hinted.lanes), true);
            }
        }
        return hinted;
    }

    /** Lanes of the hinted grade and of more urgent ones; all when nothing is hinted. */
    private long atLeast(long hinted) {
        return hinted == 0 ? -1 : Long.highestOneBit(hints.lanes().gradeOf(hinted)) * 2 - 1;
    }

    /** The most urgent hinted grade; lower ones of the partition too when no other has that grade. */
    private Pick hinted(long served) {
        long all = 0;
        for (int p = 0; p < probeAt.length; p++) {
            all |= isFree(p) ? hints.of(p) & served : 0;
        }
        long best = hints.lanes().gradeOf(all);
        int found = -1;
        int having = 0;
        for (int i = 0; i < probeAt.length; i++) {
            int p = (cursor + i) % probeAt.length;
            if (isFree(p) && (hints.of(p) & served & best) != 0) {
                found = found < 0 ? p : found;
                having++;
            }
        }
        return found < 0
                ? new Pick(0, 0, false)
                : new Pick(found, hints.of(found) & served & (having == 1 ? -1 : best), false);
    }

    private boolean isFree(int partition) {
        return (busy.get() >>> partition & 1) == 0;
    }

    /** The claim begins. */
    void begin(Pick pick, long now) {
        int p = pick.partition;
        cursor = (p + 1) % probeAt.length;
        if (pick.probe) {
            probeAt[p] = now + probeEvery.get(p);
        }
        busy.updateAndGet(set -> set | 1L << p);
        hints.take(p, pick.lanes);
    }

    /** The claim ended; a partition where nothing is found is looked at less often. */
    void end(Pick pick, int found) {
        int p = pick.partition;
        if (found > 0) {
            probeEvery.set(p, SHORTEST);
        } else if (pick.probe) {
            probeEvery.set(p, Math.min(LONGEST, probeEvery.get(p) * 2));
        }
        busy.updateAndGet(set -> set & ~(1L << p));
    }

    int running() {
        return Long.bitCount(busy.get());
    }

    boolean hasHint(long served) {
        for (int p = 0; p < probeAt.length; p++) {
            if ((hints.of(p) & served) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Nanoseconds until a partition is to be looked at. */
    long untilProbe(long now) {
        long next = LONGEST;
        for (long at : probeAt) {
            next = Math.min(next, at - now);
        }
        return Math.max(1_000_000, next);
    }
}
