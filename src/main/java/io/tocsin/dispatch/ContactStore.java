package io.tocsin.dispatch;

import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
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

    /**
     * Notes that each number is about to be rung, unless another warning rang it within the gap.
     *
     * @param partition the partition of all the phones
     * @param rings at most one of a warning
     * @param gap at least a second
     * @return how long each has to wait, zero for not at all; of one that rings anyway how long it
     *         would have had to
     */
    List<Duration> ring(int partition, List<Ring> rings, Duration gap);

    /**
     * A call that is about to be made.
     *
     * @param warning for which
     * @param phone whom
     * @param anyway whether it is made however short ago another one was
     */
    record Ring(WarningId warning, Phone phone, boolean anyway) {}

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
     * @param optOut whether its person did so, by a reply: urgent warnings are sent all the same
     */
    record Stop(String reason, Instant since, boolean optOut) {}
}
