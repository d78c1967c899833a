package io.tocsin.dispatch.settle;

import io.tocsin.warning.Lane;
import java.time.Instant;
import java.util.List;

/** The carriers of this node beside one. */
@FunctionalInterface
public interface Alternatives {
    /** There are no others. */
    Alternatives NONE = (_, _, _) -> List.of();

    /**
     * For each other carrier that serves the lane and can be expected to: from when on its contract
     * lets it take a warning of it, now or earlier when it may at once. Does not block.
     *
     * @param carrier whose answer it is about
     */
    List<Instant> opens(String carrier, Lane lane, Instant now);
}
