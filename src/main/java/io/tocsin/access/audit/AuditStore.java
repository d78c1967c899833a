package io.tocsin.access.audit;

import java.time.Instant;
import java.util.List;

/**
 * Where the chain is kept; one for all nodes. Every method throws
 * {@link io.tocsin.warning.StoreUnavailableException} when the store does not answer.
 */
public interface AuditStore {
    /** The chain's end. */
    Head head();

    /**
     * Appends entries, all or none, if the chain still ends where the caller thinks; durable when this
     * returns.
     *
     * @param now the time of the entries
     * @param letGo whether some of the oldest go that were kept long enough
     * @return the chain's end now: {@code next} when they were appended
     */
    Head append(Head expected, List<String> lines, Head next, Instant now, boolean letGo);

    /** The number of the oldest entry that is still kept, 1 when there is none. */
    long first();

    /** Entries behind that number, in order, as many as are there. */
    List<Entry> after(long sequence, int most);

    /**
     * An entry as it is kept.
     *
     * @param sequence its number
     * @param line its text
     */
    record Entry(long sequence, String line) {}
}
