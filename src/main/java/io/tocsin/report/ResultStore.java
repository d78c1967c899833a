package io.tocsin.report;

import io.tocsin.warning.BatchId;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Phone;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningId;
import io.tocsin.warning.WarningState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is read about batches and warnings. Calls block. A client of null sees
 * everybody's.
 */
public interface ResultStore {
    /** One batch. */
    Optional<BatchStatus> batch(@Nullable String client, BatchId id);

    /**
     * Batches, newest first.
     *
     * @param cursor where the last page ended, null for the first
     */
    Page<BatchStatus> batches(@Nullable String client, @Nullable String cursor, int limit);

    /**
     * Warnings of a batch in the order of their storage.
     *
     * @param states only those, all when there is none
     * @param cursor where the last page ended, null for the first
     */
    Page<Standing> warnings(BatchId batch, Set<WarningState> states, @Nullable String cursor, int limit);

    /** Every warning of a batch, block by block; memory does not grow with the batch. */
    void forEach(BatchId batch, Consumer<List<Standing>> blocks);

    /** One warning. */
    Optional<Standing> warning(@Nullable String client, WarningId id);

    /**
     * The warnings of a number that are still kept, the newest first as far as their storage tells. A
     * page looks through a bounded part of what there is: it may be empty without being the last.
     *
     * @param cursor where the last page ended, null for the first
     */
    Page<Standing> warnings(@Nullable String client, Phone phone, @Nullable String cursor);

    /**
     * The warnings with that reference, one of a client at most, as long as refs are kept
     * ({@code retention.refs}).
     */
    List<Standing> byRef(@Nullable String client, String ref);

    /** Everything that ever happened to a warning, in order. */
    List<TimelineEntry> timeline(WarningId id);

    /**
     * A client's events after a cursor, oldest first.
     *
     * @param after cursor of the last event seen, null from the beginning of what is kept
     */
    Events events(String client, @Nullable String after, int limit);

    /** The client's stored cursor of that purpose ({@code webhook}, {@code tcp:stream}), if any. */
    Optional<String> cursor(String client, String purpose);

    /** Stores it. */
    void cursor(String client, String purpose, String cursor);

    /**
     * A page.
     *
     * @param items in order
     * @param next cursor of the next page, null when this is the last
     */
    record Page<T>(List<T> items, @Nullable String next) {}

    /**
     * Events.
     *
     * @param items in order within a partition
     * @param cursor to be given for what comes after; equal to the one given when there is nothing new
     */
    record Events(List<Event> items, String cursor) {}

    /** What an event tells. */
    enum Kind {
        /** The warning became final. */
        FINISHED("warning.finished"),
        /** Its person seems to be a victim. */
        FLAGGED("warning.flagged"),
        /** Its person answered a message. */
        REPLY("reply");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** The word that the API uses. */
        public String code() {
            return code;
        }
    }

    /**
     * Something that happened to a warning; each kind happens once to one, but for replies.
     *
     * @param id unique and stable, the same when read again
     * @param kind what happened
     * @param at when
     * @param standing the warning as it stands now
     * @param said what was answered; null unless it is a reply
     */
    record Event(String id, Kind kind, Instant at, Standing standing, @Nullable Said said) {
        /** One that is no reply. */
        public Event(String id, Kind kind, Instant at, Standing standing) {
            this(id, kind, at, standing, null);
        }
    }

    /**
     * A reply to a message.
     *
     * @param carrier name of the carrier over which it came
     * @param to the access number it was sent to
     * @param text what was written; where parts are missing stands […]
     * @param optOut whether no more is wanted
     * @param incomplete whether parts are missing
     */
    record Said(String carrier, String to, String text, boolean optOut, boolean incomplete) {}
}
