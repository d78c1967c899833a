package io.tocsin.store.review.read;

import io.tocsin.review.CaseReads;
import io.tocsin.review.Cases;
import io.tocsin.review.ReviewConfig;
import io.tocsin.review.ReviewListener;
import io.tocsin.review.Upkeep;
import io.tocsin.store.StoreBase;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.RedisCases;
import io.tocsin.store.review.RedisUpkeep;
import io.tocsin.store.secret.Nonces;
import java.time.ZoneId;

/**
 * The review queue's ports on one Redis.
 *
 * @param cases what can be done
 * @param reads what can be read
 * @param upkeep what happens by itself
 */
public record ReviewPorts(Cases cases, CaseReads reads, Upkeep upkeep) {
    /**
     * Makes the dictionary known and the ports.
     *
     * @param zone of days
     * @param listener hears what this node does
     * @param tokens a {@code SecureRandom}
     * @throws IllegalStateException when the dictionary's version was used with other dispositions
     */
    public static ReviewPorts on(StoreBase store, ReviewConfig config, ZoneId zone, ReviewListener listener,
            Nonces tokens) {
        return on(CaseBase.of(store, config, zone, listener, tokens));
    }

    /** The same on a ground that is there. */
    public static ReviewPorts on(CaseBase base) {
        new Dictionaries(base.redis()).publish(base.config().dictionary());
        return new ReviewPorts(new RedisCases(base), new RedisCaseReads(base), new RedisUpkeep(base));
    }
}
