package io.tocsin.report;

import io.tocsin.warning.StoreUnavailableException;

/** Where the counters of all warnings are. */
@FunctionalInterface
public interface TotalsStore {
    /**
     * Reads them; costs the same however many warnings there are. Blocks.
     *
     * @throws StoreUnavailableException when the store does not answer
     */
    Totals totals();
}
