package io.tocsin.simulate;

import java.time.LocalDateTime;
import java.util.function.LongSupplier;

/**
 * The time where a simulated carrier is.
 *
 * @param ticker nanoseconds that only run forward
 * @param startedAt what o'clock it was there when the ticker stood at {@code startedTick}
 * @param startedTick that reading
 */
public record SimulatorTime(LongSupplier ticker, LocalDateTime startedAt, long startedTick) {
    /** Time that starts now. */
    public static SimulatorTime from(LongSupplier ticker, LocalDateTime now) {
        return new SimulatorTime(ticker, now, ticker.getAsLong());
    }

    /** What o'clock it is. */
    public LocalDateTime now() {
        return startedAt.plusNanos(ticker.getAsLong() - startedTick);
    }
}
