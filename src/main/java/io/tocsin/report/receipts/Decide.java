package io.tocsin.report.receipts;

import io.tocsin.warning.AttemptEnd;
import io.tocsin.warning.Standing;
import io.tocsin.warning.Transition;

/** What a receipt means for its warning, when it is more than a plain delivery. */
@FunctionalInterface
public interface Decide {
    /**
     * Decides.
     *
     * @param standing the warning as the store knows it
     * @param end what the receipt says of its latest attempt
     * @param carrier whose receipt it is
     * @return the change to be made
     */
    Transition decide(Standing standing, AttemptEnd end, String carrier);
}
