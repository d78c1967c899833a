package io.tocsin.dispatch.loop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two times of dispatch: what o'clock it is, and how much time passes.
 *
 * @param wall for due times, expiry and quiet hours
 * @param ticker nanoseconds that only grow, the same that carriers report writes by
 */
public record Clocks(InstantSource wall, LongSupplier ticker) {
    /** The ticker's time. */
    public long nanos() {
        return ticker.getAsLong();
    }

    /** The wall clock's time. */
    public Instant now() {
        return wall.instant();
    }
}
