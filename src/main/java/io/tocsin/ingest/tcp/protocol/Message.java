package io.tocsin.ingest.tcp.protocol;

/**
 * A message, read or to be written.
 *
 * @param type what it says
 * @param sequence an unsigned number; an answer has that of its question
 * @param body a JSON object
 * @param room bytes of {@link Room} taken for it, 0 when it is small; its reader gives them back
 */
public record Message(MessageType type, long sequence, Body body, int room) implements Incoming {
    /** One to be written. */
    public static Message of(MessageType type, long sequence, Body body) {
        return new Message(type, sequence, body, 0);
    }
}
