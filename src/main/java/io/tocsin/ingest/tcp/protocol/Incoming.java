package io.tocsin.ingest.tcp.protocol;

/** What a peer's bytes came to. */
public sealed interface Incoming permits Message, Incoming.Unreadable {
    /**
     * The stream is lost: nothing after this can be read.
     *
     * @param sequence of the message at fault, 0 when unknown
     * @param problem what was got and what was expected
     */
    record Unreadable(long sequence, Problem problem) implements Incoming {}
}
