package io.tocsin.store.redis;

/**
 * Hears how long Redis took; called on the thread that waited. A round trip of several calls is
 * named after its first: a script's name, or a command.
 */
@FunctionalInterface
public interface RoundTrips {
    /** Nobody listens. */
    RoundTrips UNHEARD = () -> 0;

    /** A ticker, nanoseconds. */
    long nanos();

    /** All calls of a round trip were answered, that long after a connection was asked for. */
    default void ran(String name, long nanos) {}

    /** One call of a round trip was refused, or none was answered. */
    default void failed(String name) {}
}
