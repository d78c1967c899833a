package io.tocsin.ingest.limit;

import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeStore;
import java.time.Duration;

/**
 * The limits of one client on this node, over all its submissions. Safe for many threads.
 *
 * <p>
 * The rate is a virtual schedule: every row moves the time of the next one, up to a second may be
 * caught up. What is pending is asked of the store once a second and may lag by one, so rows given
 * since the look before the last are counted on top: too many rather than too few.
 */
public final class ClientGate {
    private static final long SECOND = 1_000_000_000;

    private final String client;
    private final ClientLimits limits;
    private final IntakeStore store;
    private final IntakeClock clock;
    private final double interval;
    private final double burst;
    private double next;
    private long asked;
    private long pending;
    private long givenBefore;
    private long given;

    ClientGate(String client, ClientLimits limits, IntakeStore store, IntakeClock clock) {
        this.client = client;
        this.limits = limits;
        this.store = store;
        this.clock = clock;
        this.interval = SECOND / limits.rate().perSecond();
        this.burst = Math.max(SECOND, interval);
        this.next = (double) clock.nanos();
        this.asked = clock.nanos() - 2 * SECOND;
    }

    /** How long the next row would have to wait. */
    public synchronized Duration delay() {
        return Duration.ofNanos(Math.max(0, (long) (next - burst + interval - clock.nanos())));
    }

    /** Takes the turns of so many rows; they may go on after the time returned. */
    public synchronized Duration take(int rows) {
        next = Math.max(next, (double) clock.nanos()) + rows * interval;
        return Duration.ofNanos(Math.max(0, (long) (next - burst - clock.nanos())));
    }

    /** Gives back turns that were not used. */
    public synchronized void giveBack(int rows) {
        next -= rows * interval;
    }

    /** A good number of turns to take at once: a twentieth of a second. */
    public int slice() {
        return (int) Math.clamp(limits.rate().perSecond() / 20, 1, 256);
    }

    /** Whether no more warnings may be pending; asks the store at most once a second. */
    public synchronized boolean isFull() {
        long now = clock.nanos();
        if (now - asked > SECOND) {
            pending = store.pending(client);
            givenBefore = given;
            given = 0;
            asked = now;
        }
        return pending + givenBefore + given >= limits.maxPending();
    }

    /** A row was given to the store. */
    public synchronized void gave() {
        given++;
    }

    /** What the client may do. */
    public ClientLimits limits() {
        return limits;
    }
}
