package io.tocsin.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses of a connection that is kept up, longer after each failure. One that comes and goes at
 * once is no better than one that does not come. Owned by one thread.
 */
public final class Reconnects {
    private final Backoff lost;
    private final Backoff refused;
    private int failures;
    private boolean up;
    private long upSince;

    /**
     * Without a failure yet.
     *
     * @param lost pauses after a connection failed or was lost; one that lasted as long as the longest
     *            of them begins anew
     * @param refused pauses after a login was refused, which people have to mend
     */
    public Reconnects(Backoff lost, Backoff refused) {
        this.lost = lost;
        this.refused = refused;
    }

    /** Forgets failures: it is begun again by somebody. */
    public void reset() {
        failures = 0;
    }

    /** It is logged in. */
    public void up(long now) {
        up = true;
        upSince = now;
    }

    /**
     * It failed, was lost or was refused.
     *
     * @param now nanoseconds, as for {@link #up}
     * @return how long to wait before the next try
     */
    public Duration pause(boolean wasRefused, long now, RandomGenerator random) {
        boolean lasted = up && now - upSince >= lost.most().toNanos();
        up = false;
        failures = lasted ? 1 : failures + 1;
        return (wasRefused ? refused : lost).pause(failures, random);
    }
}
