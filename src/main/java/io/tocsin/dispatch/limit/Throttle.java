package io.tocsin.dispatch.limit;

import java.time.Duration;

/**
 * How a carrier's flow control is obeyed: a pause, half the rate, then slowly more. Not safe for
 * use by several threads; {@link SendLimit} guards it.
 */
final class Throttle {
    private static final long SECOND = 1_000_000_000L;
    private static final double STEP = 0.05;
    private static final double LEAST = 1.0 / 64;
    private static final double EASE = 0.9;
    /** An unlimited carrier is unlimited again when it took that many times what it once refused. */
    private static final double FREE = 4;

    private final long pause;
    private double factor = 1;
    private double ceiling;
    private long pausedUntil;
    private long raisedAt;
    private long easedAt;
    private boolean active;

    Throttle(Duration pause) {
        this.pause = pause.toNanos();
    }

    /**
     * The carrier said that it is too much. What was on its way when it said so says it again; that
     * does not count twice.
     *
     * @param current segments a second that were being sent
     */
    void slowDown(long now, double current) {
        if (active && now < pausedUntil) {
            return;
        }
        if (!active) {
            ceiling = Math.max(1, current);
            factor = 1;
        }
        active = true;
        factor = Math.max(LEAST, factor / 2);
        pausedUntil = now + pause;
        raisedAt = pausedUntil;
    }

    /**
     * The carrier said that it nears its limits: a tenth less, once a second at most, and no pause.
     *
     * @param current segments a second that were being sent
     * @return whether it is less than before
     */
    boolean ease(long now, double current) {
        if (active && (now < pausedUntil || now - easedAt < SECOND)) {
            return false;
        }
        if (!active) {
            ceiling = Math.max(1, current);
            factor = 1;
            pausedUntil = now;
        }
        active = true;
        factor = Math.max(LEAST, factor * EASE);
        easedAt = now;
        raisedAt = now;
        return true;
    }

    /** Whether less is sent than may be, for a rate as {@link #rate} takes it. */
    boolean isActive(double configured, long now) {
        rate(configured, now);
        return active;
    }

    /** Nanoseconds that nothing may be sent. */
    long pausedFor(long now) {
        return active ? Math.max(0, pausedUntil - now) : 0;
    }

    /**
     * Segments a second that may be sent now.
     *
     * @param configured the rate, infinite for none
     */
    double rate(double configured, long now) {
        if (!active) {
            return configured;
        }
        while (now - raisedAt >= SECOND) {
            raisedAt += SECOND;
            factor += STEP;
            if (factor >= (Double.isInfinite(configured) ? FREE : 1)) {
                active = false;
                return configured;
            }
        }
        return Math.max(Math.min(1, configured),
                Double.isInfinite(configured) ? ceiling * factor : configured * factor);
    }
}
