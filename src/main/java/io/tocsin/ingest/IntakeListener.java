package io.tocsin.ingest;

/** Hears what the doors take in; may be called from any thread, must not block. */
public interface IntakeListener {
    /** Hears and does nothing. */
    IntakeListener NONE = new IntakeListener() {
    };

    /**
     * Rows have their end.
     *
     * @param client who sent them
     * @param door {@code http} or {@code tcp}
     * @param accepted made durable
     * @param duplicate known before
     * @param rejected refused
     */
    default void rows(String client, String door, long accepted, long duplicate, long rejected) {}

    /** A submission ended. */
    default void submission(String client, String door, End end) {}

    /**
     * The file of numbers that changed their operator has changed.
     *
     * @param taken false when it cannot be read and what was known before stays
     */
    default void portability(boolean taken) {}

    /** How a submission can end. */
    enum End {
        /** Answered for the first time. */
        DONE,
        /** Answered again. */
        REPLAYED,
        /** Its body was cut or stopped coming; its key may resume it. */
        CUT,
        /** Refused: wrong in itself, or contradicts an earlier one. */
        REFUSED,
        /** Refused for the time being: rate, pending, or the same one is running. */
        BUSY
    }
}
