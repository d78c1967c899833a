package io.tocsin.store.review;

import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.dictionary.DictionaryInUse;
import io.tocsin.review.rule.Suspects;
import io.tocsin.review.rule.Units;
import io.tocsin.store.StoreBase;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.secret.Nonces;
import java.time.ZoneId;

/**
 * What everything about cases stands on.
 *
 * @param store the store's ground
 * @param config the queue's configuration
 * @param time which day it is, and the clocks
 * @param seals encrypts
 * @param form reads
 * @param listener hears what is done
 * @param tokens makes tokens that nobody can guess
 * @param units says which unit a number belongs to
 * @param suspects says which warnings flag their number
 * @param dictionary the dispositions that hold
 */
public record CaseBase(StoreBase store, ReviewConfig config, CaseTime time, CaseSeals seals, CaseForm form,
        ReviewListener listener, Nonces tokens, Units units, Suspects suspects, DictionaryInUse dictionary) {
    /**
     * Puts it together.
     *
     * @param zone of days
     * @param tokens a {@code SecureRandom}
     */
    public static CaseBase of(StoreBase store, ReviewConfig config, ZoneId zone, Units units,
            ReviewListener listener, Nonces tokens) {
        CaseSeals seals = new CaseSeals(store.cipher());
        return new CaseBase(store, config, CaseTime.of(config, zone, store.clock()), seals, new CaseForm(seals),
                listener, tokens, units, new Suspects(config.rules()),
                new DictionaryInUse(config.dictionary()));
    }

    /** Connections. */
    public Redis redis() {
        return store.redis();
    }
}
