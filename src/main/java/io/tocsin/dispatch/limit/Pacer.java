package io.tocsin.dispatch.limit;

/**
 * Spreads attempts evenly over time: the next may go when what went before has had its time. Not
 * safe for use by several threads; {@link SendLimit} guards it.
 */
final class Pacer {
    private static final double SECOND = 1e9;
    private final long lateness;
    private double next = Double.NEGATIVE_INFINITY;
    /** Since when there was always something to send; positive infinity while there is nothing. */
    private double since = Double.POSITIVE_INFINITY;

    /**
     * A pacer that nothing went through.
     *
     * @param lateness how much of the time in which there was something to send, and nobody looked, is
     *            made up for, nanoseconds
     */
    Pacer(long lateness) {
        this.lateness = lateness;
    }

    /** Says whether there is something to send, here or soon. */
    void demand(boolean there, long now) {
        since = there ? Math.min(since, (double) now) : Double.POSITIVE_INFINITY;
    }

    /** Whether one may go now. */
    boolean isDue(long now) {
        return next <= now;
    }

    /**
     * One goes.
     *
     * @param cost segments, each of which has its time
     */
    void take(int cost, double perSecond, long now) {
        // Idle time is not made up for: no carrier gets a burst after it.
        double from = Math.max(next, Math.min((double) now, Math.max(since, (double) (now - lateness))));
        next = from + cost * SECOND / perSecond;
    }

    /** Nanoseconds until one may go. */
    long nextIn(long now) {
        return next <= now ? 0 : (long) Math.ceil(next - now);
    }

    /** The rate changed: what was owed at the old one is no longer. */
    void clear() {
        next = Double.NEGATIVE_INFINITY;
    }
}
