package io.tocsin.dispatch.limit;

import java.time.Duration;

/**
 * Everything that says how much may be sent to one carrier now: its rate for all nodes together
 * (slots drawn from the store), the one-second window of what was written, and flow control. A
 * carrier without a rate only knows the last. Safe for use by several threads.
 */
public final class SendLimit {
    /** What is drawn of the rate: the rest keeps late slots of several nodes below it. */
    private static final double USE = 0.985;
    private static final double CATCH_UP = 1.05;
    private static final double BEHIND = 0.97;
    private static final long LATENESS = 15_000_000;
    private static final long LATENESS_ALONE = 100_000_000;
    private static final double SLICE = 0.050;
    private static final long AHEAD = 50_000_000;
    private static final double SECOND = 1e9;
    private static final int MOST_DRAWN = 100_000;

    private final Throttle throttle;
    private final Pacer pacer = new Pacer(LATENESS);
    private final WriteGuard guard = new WriteGuard(1);
    private double rate;
    private double drawnAt;
    private volatile boolean alone;
    private volatile long joinedAt = Long.MIN_VALUE;

    /**
     * A limit.
     *
     * @param perSecond segments a second, infinite for none
     * @param pause how long flow control stops everything
     */
    public SendLimit(double perSecond, Duration pause) {
        throttle = new Throttle(pause);
        rate(perSecond);
    }

    /** Changes the rate; infinite for none. */
    public synchronized void rate(double perSecond) {
        if (perSecond != rate) {
            if (Double.isInfinite(rate)) {
                guard.reset();
            }
            rate = perSecond;
            pacer.clear();
            if (!Double.isInfinite(perSecond)) {
                guard.rate(perSecond);
            }
        }
    }

    /** Segments a second that may be sent now, infinite for no limit. */
    public synchronized double current(long now) {
        return throttle.rate(rate, now);
    }

    /** Whether slots count at all; when not, only {@link #pausedFor} matters. */
    public boolean isLimited(long now) {
        return !Double.isInfinite(current(now));
    }

    /** The carrier answered flow control while that many segments a second were sent. */
    public synchronized void slowDown(long now, double observed) {
        throttle.slowDown(now, Double.isInfinite(rate) ? observed : rate);
        pacer.clear();
    }

    /** Nanoseconds that nothing may be sent because of flow control. */
    public synchronized long pausedFor(long now) {
        return throttle.pausedFor(now);
    }

    /** Whether an attempt of that many segments may go now; if so, it is counted. */
    public boolean tryTake(int cost, long now) {
        if (pausedFor(now) > 0) {
            return false;
        }
        if (isLimited(now)) {
            if (pacer.due(now) <= 0 || (hasRate() && !guard.admits(cost, now))) {
                return false;
            }
            pacer.take(cost);
        }
        if (hasRate()) {
            guard.dispatched(cost);
        }
        return true;
    }

    /** An attempt that was counted was written. */
    public void written(int cost, long at) {
        if (hasRate()) {
            guard.written(cost, at);
        }
    }

    /** An attempt that was counted was never written. */
    public void unsent(int cost) {
        if (hasRate()) {
            guard.unsent(cost);
        }
    }

    /** Nanoseconds until the next attempt might go; -1 when slots have to be drawn first. */
    public long nextIn(long now) {
        long paused = pausedFor(now);
        if (paused > 0) {
            return paused;
        }
        if (!isLimited(now)) {
            return 0;
        }
        if (pacer.due(now) > 0) {
            // Only the window is in the way.
            return Math.max(guard.step(), 1_000_000);
        }
        return pacer.nextIn(now);
    }

    /** How many slots should be drawn now: a slice when less than that is ahead. */
    public int wanted(long now) {
        double current = current(now);
        if (now < joinedAt || Double.isInfinite(current) || pausedFor(now) > 0 || pacer.ahead(now) >= AHEAD) {
            return 0;
        }
        return (int) Math.min(MOST_DRAWN, Math.max(1, Math.ceil(current * SLICE)));
    }

    /**
     * Segments a second to be drawn at: a little less than the rate, because slots of several nodes may
     * be late; a little more after a stall, when no other node draws, because the window is watched
     * here.
     */
    public double drawRate(long now) {
        double current = current(now);
        boolean behind = alone && current == rate() && guard.used(now) < current * BEHIND;
        return current * (behind ? CATCH_UP : USE);
    }

    private synchronized double rate() {
        return rate;
    }

    /** Whether slots come from the store; an unlimited carrier that is slowed down makes its own. */
    public synchronized boolean hasRate() {
        return !Double.isInfinite(rate);
    }

    /**
     * Slots were drawn from the store.
     *
     * @param first time of the first, on the ticker
     * @param perSecond what {@link #drawRate} said
     */
    public void granted(long first, double perSecond, int count) {
        pacer.add(first, SECOND / perSecond, count);
    }

    /**
     * Whether no other node can be drawing from the same rate. Only then may slots be used late,
     * because all that is written is watched here.
     */
    public void alone(boolean is) {
        if (is != alone) {
            alone = is;
            pacer.lateness(is ? LATENESS_ALONE : LATENESS);
        }
    }

    /** Draws nothing until then: this node is new and the others may still believe to be alone. */
    public void joins(long until) {
        joinedAt = until;
    }

    /** Makes slots without a store, following those that are there. */
    public synchronized void grantOwn(long now, int count) {
        double perSecond = drawRate(now);
        double first = Math.max((double) now, drawnAt);
        drawnAt = first + count * SECOND / perSecond;
        pacer.add((long) first, SECOND / perSecond, count);
    }
}
