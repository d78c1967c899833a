package io.tocsin.dispatch.ported;

import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers that changed their operator, as people keep them. Calls block and throw
 * {@link io.tocsin.warning.StoreUnavailableException}.
 */
public interface PortedStore {
    /**
     * Says whose network numbers are on; durable when it returns, known to every node some seconds
     * later.
     *
     * @param numbers at most a thousand
     * @return how many were kept: fewer when there is no room for more
     */
    int set(Map<Phone, Operator> numbers);

    /** Forgets a number; false when nothing was known. */
    boolean remove(Phone phone);

    /** What is known of a number. */
    Optional<Ported> find(Phone phone);

    /** How many numbers are known, all nodes together. */
    long size();
}
