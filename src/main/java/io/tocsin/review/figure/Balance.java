package io.tocsin.review.figure;

import java.util.List;

/**
 * What a walk over all cases found: every case looked at, none taken from a counter.
 *
 * @param cases cases there are
 * @param done of these, closed
 * @param open of these, not closed
 * @param flagged cases that were ever opened, by the counter
 * @param lost cases that were opened and are gone, or are not done and stand in no queue, at most
 *            100 named
 */
public record Balance(long cases, long done, long open, long flagged, List<String> lost) {
    /** Copies the list. */
    public Balance {
        lost = List.copyOf(lost);
    }

    /** Whether flagged = done + open, and no case is lost. */
    public boolean holds() {
        return flagged == done + open && cases == flagged && lost.isEmpty();
    }
}
