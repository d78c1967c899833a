package io.tocsin.dispatch;

import io.tocsin.warning.Phone;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What is remembered about numbers across warnings: contacts and the stop list. Calls block. */
public interface ContactStore {
    /**
     * Counts one contact for each phone that has had fewer than {@code most} within the time.
     *
     * @param partition the partition of all the phones
     * @return a bit per phone: set when it may be contacted and was counted
     */
    BitSet admit(int partition, List<Phone> phones, int most, Duration within);

    /** Gives back contacts that did not happen. */
    void forget(int partition, List<Phone> phones);

    /** Puts a number on the stop list; true if it was not there. */
    boolean stop(Phone phone, String reason);

    /** Whether, why and since when a number is stopped. */
    Optional<Stop> stopped(Phone phone);

    /** Takes a number off the stop list; true if it was there. */
    boolean allow(Phone phone);

    /**
     * An entry of the stop list.
     *
     * @param reason as given
     * @param since when it was put there
     */
    record Stop(String reason, Instant since) {}
}
