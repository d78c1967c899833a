package io.tocsin.dispatch.contract.keeping;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a carrier says by itself that it takes nothing for now: its answers are that its quota is
 * used up, or that it is not the hour (QUOTA, TIME_WINDOW), several in a row and nothing else
 * between them. Then it is left alone for a minute, and each time it goes on like that for twice as
 * long; nobody knows when it opens again, so it is asked. Safe for use by several threads.
 */
final class Refusals {
    private static final int ROW = 5;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofMinutes(15);

    private volatile int row;
    private volatile Instant last = Instant.MIN;
    private Duration pause = FIRST;
    private volatile Instant until = Instant.MIN;

    /**
     * The carrier answered.
     *
     * @param refused answers that it takes nothing for now
     * @param taken answers that show that it does
     */
    void heard(int refused, int taken, Instant now) {
        if (refused > 0 || (taken > 0 && row > 0)) {
            count(refused, taken, now);
        }
    }

    private synchronized void count(int refused, int taken, Instant now) {
        if (taken > 0) {
            row = 0;
            pause = FIRST;
            until = Instant.MIN;
            return;
        }
        row = Math.min(ROW, row + refused);
        last = now;
        // What had been given to it before it was left alone says nothing new.
        if (row == ROW && !isClosed(now)) {
            until = now.plus(pause);
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(MOST) < 0 ? twice : MOST;
        }
    }

    /** Whether it is left alone at that time. */
    boolean isClosed(Instant now) {
        return now.isBefore(until);
    }

    /** Whether that is what it said last, less than a minute ago. */
    boolean isLatest(Instant now) {
        return row > 0 && now.isBefore(last.plus(FIRST));
    }

    /** Until when it is, or was, left alone. */
    Instant until() {
        return until;
    }
}
