package io.tocsin.access.content;

import java.util.Collection;
import java.util.List;

/**
 * Where proposals are kept, shared by all nodes. Each method throws
 * {@link io.tocsin.warning.StoreUnavailableException} when the store does not answer.
 */
public interface ProposalStore {
    /** How many are kept. */
    int MOST = 500;

    /** All of them, in no order. */
    List<Proposal> all();

    /**
     * A number that changes with every change.
     *
     * @return 0 when there was none
     */
    long generation();

    /** The next number of that series, from 1; none is given twice. */
    long next(String series);

    /**
     * Keeps a new one.
     *
     * @return false when there is no room
     */
    boolean add(Proposal proposal);

    /**
     * Keeps a decided one in place of the open one.
     *
     * @return false when it was decided meanwhile
     */
    boolean decide(Proposal proposal);

    /** Forgets those. */
    void drop(Collection<String> ids);
}
