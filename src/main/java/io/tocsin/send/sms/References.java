package io.tocsin.send.sms;

import io.tocsin.warning.Phone;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * References of long texts: a phone joins segments of the same reference, so that what a number
 * gets next has another than what it got before. {@value #COUNTS} counts are shared by all numbers,
 * each by the few of the same hash; a reference comes back to a number when its count has come
 * round, after 256 long texts to those few where references have 8 bits, after 65,536 where they
 * have 16. Nothing is forgotten and nothing grows. Safe for use by several threads.
 */
final class References {
    private static final int COUNTS = 65_536;

    private final AtomicIntegerArray counts;

    /**
     * References of one carrier on one node.
     *
     * @param seed where the counts begin, each elsewhere: two nodes that text the same number begin at
     *            the same reference for 1 number of 256 (or 65,536), not for all or none
     */
    References(long seed) {
        counts = new AtomicIntegerArray(new SplittableRandom(seed).ints(COUNTS).toArray());
    }

    /** The reference of the next long text for a number; its low 8 or 16 bits are used. */
    int next(Phone phone) {
        // The high bits of the product: numbers in a row go to counts far apart.
        return counts.incrementAndGet((phone.digits().hashCode() * 0x9E3779B9) >>> 16);
    }
}
