package io.tocsin.report;

import io.tocsin.warning.Standing;

/** Whether anybody is there to send a warning. */
@FunctionalInterface
public interface Reach {
    /** Every warning has a carrier. */
    Reach EVERYONE = _ -> true;

    /** Whether some carrier serves the channel that a warning is at and the operator of its number. */
    boolean reaches(Standing standing);
}
