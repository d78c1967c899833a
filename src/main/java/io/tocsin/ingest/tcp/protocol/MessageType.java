package io.tocsin.ingest.tcp.protocol;

import java.util.Optional;

/** The types of messages (docs/tcp.md); in frames the number stands, in lines the name. */
public enum MessageType {
    /** Who the client is. */
    HELLO(1),
    /** The answer to it. */
    WELCOME(2),
    /** Warnings. */
    SUBMIT(3),
    /** The answer to them. */
    ACK(4),
    /** A result. */
    EVENT(5),
    /** It was taken. */
    EVENT_ACK(6),
    /** Is anybody there. */
    PING(7),
    /** Yes. */
    PONG(8),
    /** Something is wrong. */
    ERROR(9),
    /** Why the connection is closed. */
    GOAWAY(10);

    private final int number;

    MessageType(int number) {
        this.number = number;
    }

    /** The number in a frame, 1 to 10. */
    public int number() {
        return number;
    }

    /** The type with that number. */
    public static Optional<MessageType> of(int number) {
        for (MessageType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type with that name, as lines carry it. */
    public static Optional<MessageType> named(String name) {
        for (MessageType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
