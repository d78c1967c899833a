package io.tocsin.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that only moves when somebody sleeps, or the test says so. */
public final class TestClock implements IntakeClock {
    /** When it begins. */
    public static final Instant START = Instant.parse("2026-11-26T00:00:00Z");
    private final AtomicLong nanos = new AtomicLong();

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void sleep(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Moves it. */
    public void move(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
