package io.tocsin.simulate;

/** The most events in any second, exactly, up to 131,072 a second. Used by one thread. */
public final class RateMeter {
    private static final int CAPACITY = 1 << 17;
    private static final long SECOND = 1_000_000_000L;

    private final long[] times = new long[CAPACITY];
    private long head;
    private long tail;
    private volatile int most;

    /** Notes one event. */
    public void mark(long nanos) {
        while (tail < head && nanos - times[(int) (tail % CAPACITY)] >= SECOND) {
            tail++;
        }
        if (head - tail == CAPACITY) {
            tail++;
        }
        times[(int) (head++ % CAPACITY)] = nanos;
        int inWindow = (int) (head - tail);
        if (inWindow > most) {
            most = inWindow;
        }
    }

    /** Events in the second that ends with the last one marked, that one included. */
    public int inLastSecond() {
        return (int) (head - tail);
    }

    /** The most in any half-open second so far. */
    public int most() {
        return most;
    }
}
