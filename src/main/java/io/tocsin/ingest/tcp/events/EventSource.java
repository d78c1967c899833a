package io.tocsin.ingest.tcp.events;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where results come from, and where it is kept how far a stream has taken them. Calls block. */
public interface EventSource {
    /** How far the stream has acknowledged, if ever. */
    Optional<String> cursor(String client, String stream);

    /** Stores it. */
    void cursor(String client, String stream, String cursor);

    /**
     * A client's events after a cursor, oldest first.
     *
     * @param after cursor of the last page taken, null from the beginning of what is kept
     * @param limit most events
     */
    Page after(String client, @Nullable String after, int limit);

    /**
     * One result.
     *
     * @param id unique and stable, the same when read again
     * @param json its JSON object
     */
    record Event(String id, String json) {}

    /**
     * A page of them.
     *
     * @param events in order, may be empty
     * @param cursor to be given for what comes after
     */
    record Page(List<Event> events, String cursor) {
        /** Copies the list. */
        public Page {
            events = List.copyOf(events);
        }
    }
}
