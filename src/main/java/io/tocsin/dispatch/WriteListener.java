package io.tocsin.dispatch;

/**
 * Hears of every attempt whose bytes were handed to the network, on the carrier's event loop: what
 * a limit is judged by. Implementations count and return.
 */
@FunctionalInterface
public interface WriteListener {
    /** Nobody listens. */
    WriteListener UNHEARD = (_, _, _) -> {
    };

    /**
     * An attempt was written.
     *
     * @param carrier its name
     * @param segments what the carrier counts it as
     * @param nanos the carrier's ticker at the flush
     */
    void written(String carrier, int segments, long nanos);
}
