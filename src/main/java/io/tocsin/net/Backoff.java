package io.tocsin.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Growing pauses between tries: the first is {@code first}, each next twice as long up to
 * {@code most}, and every one is drawn at random from its upper half, so that what failed together
 * does not come back together.
 *
 * @param first longer than zero
 * @param most at least {@code first}
 */
public record Backoff(Duration first, Duration most) {
    private static final int DOUBLINGS = 30;

    /** Checks the bounds. */
    public Backoff {
        if (first.compareTo(Duration.ofNanos(2)) < 0 || most.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "expected a pause longer than zero and a longest one not shorter, got " + first + " and " + most);
        }
    }

    /**
     * How long to wait.
     *
     * @param failures how many tries have failed in a row, from 1
     */
    public Duration pause(int failures, RandomGenerator random) {
        int doublings = Math.clamp(failures - 1L, 0, DOUBLINGS);
        // Doubling stops before it can overflow.
        Duration whole = first.compareTo(most.dividedBy(1L << doublings)) > 0
                ? most
                : first.multipliedBy(1L << doublings);
        long half = whole.toNanos() / 2;
        return Duration.ofNanos(whole.toNanos() - half + random.nextLong(half + 1));
    }
}
