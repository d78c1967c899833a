package io.tocsin.dispatch;

import io.tocsin.dispatch.loop.Clocks;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A clock that a test moves. */
public final class VirtualTime {
    private static final Instant START = Instant.parse("2026-03-01T04:00:00Z");

    private long nanos = 1_000_000_000L;

    /** Nanoseconds of the ticker. */
    public long nanos() {
        return nanos;
    }

    /** Wall-clock time. */
    public Instant now() {
        return START.plusNanos(nanos);
    }

    /** Moves on. */
    public void pass(long by) {
        nanos += by;
    }

    /** Moves on by milliseconds. */
    public void passMillis(long by) {
        pass(TimeUnit.MILLISECONDS.toNanos(by));
    }

    /** Both clocks. */
    public Clocks clocks() {
        return new Clocks(this::now, this::nanos);
    }
}
