package io.tocsin.ingest.tcp.wire;

/**
 * When to ask a peer whether it is there, and when to give it up. Times are nanoseconds of one
 * ticker.
 */
public final class KeepAlive {
    /** What to do now. */
    public enum Step {
        /** Nothing. */
        NOTHING,
        /** Say PING. */
        ASK,
        /** It is gone. */
        GIVE_UP
    }

    private final long ping;
    private final long silence;
    private long heardAt;
    private long saidAt;
    private long askedAt;

    /** Begins to count; {@code ping} and {@code silence} as in {@link TcpSettings.Times}. */
    public KeepAlive(long ping, long silence, long now) {
        this.ping = ping;
        this.silence = silence;
        this.heardAt = now;
        this.saidAt = now;
        this.askedAt = now;
    }

    /** Something came. */
    public void heard(long now) {
        heardAt = now;
    }

    /** Something was written. */
    public void said(long now) {
        saidAt = now;
    }

    /** Looks at the clock; what it answers is taken as done. */
    public Step tick(long now) {
        if (now - heardAt >= silence) {
            return Step.GIVE_UP;
        }
        boolean quiet = now - heardAt >= ping || now - saidAt >= ping;
        if (!quiet || now - askedAt < ping) {
            return Step.NOTHING;
        }
        askedAt = now;
        return Step.ASK;
    }
}
