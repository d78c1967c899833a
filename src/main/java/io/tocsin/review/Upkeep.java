package io.tocsin.review;

import java.util.List;
import java.util.Set;

/**
 * What happens to cases by itself. Any node may do it, all at once; each thing is done once. Throws
 * {@link io.tocsin.warning.StoreUnavailableException} when the store does not answer.
 */
public interface Upkeep {
    /**
     * Ends leases that ran out, brings back cases whose time has come, runs the clocks, and removes
     * personal data of old closed cases.
     *
     * @return whether there may be more to do at once
     */
    boolean sweep();

    /**
     * Looks at warnings that may flag their numbers, and opens cases for those that do.
     *
     * @return whether there may be more to look at at once
     */
    boolean look();

    /**
     * Makes cases of flags that versions before the queue stored, some of them at a time.
     *
     * @return how many
     */
    int adopt();

    /**
     * Sees to it that somebody sees the cases of every unit: those whose unit nobody's scope covers are
     * handed to the top units, or to everybody when nobody works there.
     *
     * @param staffed the paths of the units in which somebody works on cases; with none, which is no
     *            house with people, nothing is changed
     * @return the units that have become uncovered by this
     */
    List<String> cover(Set<String> staffed);
}
