package io.tocsin.dispatch.settle;

import io.tocsin.warning.Lane;
import java.time.Instant;
import java.util.List;

/** The carriers of this node beside one. */
@FunctionalInterface
public interface Alternatives {
    /** There are no others. */
    Alternatives NONE = (_, _, _, _) -> List.of();

    /**
     * For each other carrier that serves the lane, has not refused the warning and would claim it: from
     * when on its contract lets it take it, now or earlier when it may at once. Does not block.
     *
     * @param carrier whose answer it is about
     * @param refusers those that refused it, as {@code Progress.refusers} has them
     */
    List<Instant> opens(String carrier, Lane lane, int refusers, Instant now);
}
