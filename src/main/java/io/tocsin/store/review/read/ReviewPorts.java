package io.tocsin.store.review.read;

import io.tocsin.review.CaseReads;
import io.tocsin.review.Cases;
import io.tocsin.review.Upkeep;
import io.tocsin.review.sample.Samples;
import io.tocsin.store.review.CaseBase;
import io.tocsin.store.review.Dictionaries;
import io.tocsin.store.review.RedisCases;
import io.tocsin.store.review.sample.RedisSamples;

/**
 * The review queue's ports on one Redis.
 *
 * @param cases what can be done
 * @param reads what can be read
 * @param upkeep what happens by itself
 * @param samples which closed cases are looked at again
 */
public record ReviewPorts(Cases cases, CaseReads reads, Upkeep upkeep, Samples samples) {
    /**
     * Makes the dictionary known and the ports.
     *
     * @throws IllegalStateException when the dictionary's version was used with other dispositions
     */
    public static ReviewPorts on(CaseBase base) {
        new Dictionaries(base.redis()).publish(base.config().dictionary());
        return new ReviewPorts(new RedisCases(base), new RedisCaseReads(base), new RedisUpkeep(base),
                new RedisSamples(base));
    }
}
