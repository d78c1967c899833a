package io.tocsin.ingest.tcp.wire;

import io.tocsin.ingest.tcp.protocol.MessageType;

/** Hears what happens at the TCP door; called from event loops, must not block. */
public interface TcpListener {
    /** Hears and does nothing. */
    TcpListener NONE = new TcpListener() {
    };

    /** A connection was opened (+1) or closed (-1). */
    default void connections(int change) {}

    /** A message was read ({@code incoming}) or written. */
    default void message(MessageType type, boolean incoming) {}

    /**
     * A SUBMIT was answered.
     *
     * @param outcome {@code ack}, {@code replayed} or the code of a problem
     */
    default void answered(String outcome) {}

    /**
     * Reading had stopped, and went on.
     *
     * @param why {@code login}, {@code room} (memory), {@code slow-reader}
     * @param nanos for how long
     */
    default void paused(String why, long nanos) {}

    /**
     * The gateway ended a connection, or the client did.
     *
     * @param reason as the GOAWAY said it, or {@code closed-by-client}
     */
    default void ended(String reason) {}
}
