package io.tocsin.dispatch.limit;

import java.time.Duration;

/**
 * How a trunk's rate grows after it came into service: from a quarter evenly to the whole. Not safe
 * for use by several threads; {@link SendLimit} guards it.
 */
final class SlowStart {
    private static final double FIRST = 0.25;
    private final long length;
    private boolean growing;
    private long since;

    /**
     * One that has not begun.
     *
     * @param length until the rate is whole; zero for at once
     */
    SlowStart(Duration length) {
        this.length = length.toNanos();
    }

    /** The trunk came into service. */
    void begin(long now) {
        growing = length > 0;
        since = now;
    }

    /** The part of the rate that may be used now, from a quarter to 1. */
    double factor(long now) {
        if (growing && now - since >= length) {
            growing = false;
        }
        return growing ? FIRST + (1 - FIRST) * (now - since) / length : 1;
    }
}
