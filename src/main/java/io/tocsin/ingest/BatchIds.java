package io.tocsin.ingest;

import io.tocsin.warning.BatchId;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes identities of batches: nine characters of the time in milliseconds, so that they sort by
 * age, and seven at random (35 bits), so that nodes need not ask each other.
 */
public final class BatchIds implements Supplier<BatchId> {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int RANDOM_BITS = 35;
    private static final int LENGTH = 16;

    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Uses that time and chance.
     *
     * @param random safe for many threads
     */
    public BatchIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public BatchId get() {
        long time = clock.millis();
        long chance = random.nextLong() & ((1L << RANDOM_BITS) - 1);
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            boolean tail = i >= LENGTH - RANDOM_BITS / 5;
            text[i] = ALPHABET.charAt((int) ((tail ? chance : time) & 31));
            chance >>>= tail ? 5 : 0;
            time >>>= tail ? 0 : 5;
        }
        return new BatchId(new String(text));
    }
}
