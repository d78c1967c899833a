package io.tocsin.review.item;

import java.time.Instant;
import java.util.Map;

/**
 * What a reviewer found and did: a disposition as it was given.
 *
 * @param code the disposition's code
 * @param version the version of the dictionary it is of
 * @param note what the reviewer wrote, may be empty; empty once personal data was removed
 * @param savedFen money kept from swindlers (止损金额), in fen; 0 for none
 * @param lostFen money that was lost (损失金额), in fen
 * @param fields further fields of the disposition
 * @param by who gave it
 * @param at when
 */
public record Verdict(String code, int version, String note, long savedFen, long lostFen, Map<String, String> fields,
        String by, Instant at) {
    /** Copies the map. */
    public Verdict {
        fields = Map.copyOf(fields);
    }
}
