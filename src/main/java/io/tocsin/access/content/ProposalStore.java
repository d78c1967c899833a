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

    /**
     * What was there at one time.
     *
     * @param generation as {@link #generation}
     * @param all in no order
     */
    record Kept(String generation, List<Proposal> all) {
        /** Copies the list. */
        public Kept {
            all = List.copyOf(all);
        }
    }

    /**
     * All that is kept. A change that is made while this reads may be among it already, but not in its
     * generation, so that nothing can be put on top of it unseen.
     */
    Kept read();

    /** A text that is another after every change; empty when there was none. */
    String generation();

    /** The next number of that series, from 1; none is given twice. */
    long next(String series);

    /**
     * Keeps a proposal, in place of one of the same id, and forgets others, in one step.
     *
     * @param forgotten their ids
     * @param generation that of the {@link #read} on which this was decided
     * @return false when something has changed since; then nothing was done
     */
    boolean put(Proposal proposal, Collection<String> forgotten, String generation);
}
