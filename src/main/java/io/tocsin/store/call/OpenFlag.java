package io.tocsin.store.call;

import io.tocsin.warning.Grade;
import io.tocsin.warning.Phone;
import io.tocsin.warning.WarningId;
import java.time.Instant;
import java.util.List;

/**
 * A number whose person seems to be a victim: what a case for review begins with.
 *
 * @param phone the number
 * @param grade the most urgent of its flagged warnings
 * @param since when it was flagged first, to the second, by the store's clock
 * @param last when it was flagged last
 * @param count how often it was flagged, each attempt once
 * @param firstWarning the warning whose call flagged it first
 * @param lastWarning the one whose call flagged it last
 * @param reasons what showed it, without repeats, the first 8
 */
public record OpenFlag(Phone phone, Grade grade, Instant since, Instant last, long count, WarningId firstWarning,
        WarningId lastWarning, List<String> reasons) {
    /** Copies the list. */
    public OpenFlag {
        reasons = List.copyOf(reasons);
    }
}
