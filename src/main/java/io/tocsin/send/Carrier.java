package io.tocsin.send;

import io.tocsin.warning.CauseWords;
import io.tocsin.warning.Channel;
import java.time.Duration;
import java.util.List;

/**
 * One contracted telecom endpoint: takes attempts, never blocks, and tells what became of them
 * through {@link CarrierEvents}. Every attempt given to {@link #send} is answered exactly once (but
 * for those {@linkplain #adopts left to others} at the end); one answered {@code Unknown} may be
 * followed by a {@linkplain CarrierEvents#late late} answer.
 */
public interface Carrier extends AutoCloseable {
    /** The name in the configuration. */
    String name();

    /** The channel it serves. */
    Channel channel();

    /** Opens its connections and keeps them open until closed; returns at once. */
    void start();

    /**
     * How much it can take right now without queueing: free window slots over logged-in sessions for
     * SMS, free lines for voice; 0 while it is down or suspended. A hint that may be stale a moment
     * later.
     */
    int capacity();

    /** What an attempt with that text costs: segments for SMS, 1 for a call. */
    int cost(String text);

    /** The most that an attempt can cost. */
    default int mostCost() {
        return 1;
    }

    /**
     * Sends attempts, in order; what exceeds the capacity waits inside, bounded by what
     * {@link #capacity} said. Attempts that cannot be sent are answered {@code NeverSent}.
     */
    void send(List<Outgoing> attempts);

    /**
     * Whether it tells when attempts were written ({@link CarrierEvents#written}); without that an
     * attempt counts as written when it was given to {@link #send}.
     */
    default boolean reportsWrites() {
        return false;
    }

    /**
     * Whether it finds attempts again that another process began, by their identity. Those that are not
     * over when it is closed are not answered: they are left to be adopted.
     */
    default boolean adopts() {
        return false;
    }

    /**
     * Takes up attempts that another process began before it died. Nothing is sent again for them; each
     * is answered once, as if it had been sent here. They may exceed the capacity.
     *
     * @throws UnsupportedOperationException when it {@linkplain #adopts does not}
     */
    default void adopt(List<Outgoing> attempts) {
        throw new UnsupportedOperationException(name() + " finds no attempt again");
    }

    /** Whether it is up, and what about it an operator should know. */
    CarrierHealth health();

    /** What a raw code of its means in words; none when nobody knows it. */
    default CauseWords words(String raw) {
        return CauseWords.NONE;
    }

    /** Looks whether files that it reads have changed; to be called now and then, may block. */
    default void look() {}

    /**
     * Stops taking work and, after in-flight attempts were answered or the time is over, closes its
     * connections.
     */
    void close(Duration limit);

    /** Closes without waiting. */
    @Override
    default void close() {
        close(Duration.ZERO);
    }
}
