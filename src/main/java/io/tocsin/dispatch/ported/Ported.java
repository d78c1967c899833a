package io.tocsin.dispatch.ported;

import io.tocsin.warning.Operator;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What is known of a number that changed its operator and kept its digits (携号转网).
 *
 * @param operator whose network it is on now, or is tried next
 * @param left operators that it is known not to be with any more; empty when a person said it
 * @param learned whether a carrier's answer said it; else a person did
 * @param since when that was noted, to the second
 */
public record Ported(Operator operator, Set<Operator> left, boolean learned, Instant since) {
    /** Copies the set. */
    public Ported {
        left = left.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(left));
    }
}
