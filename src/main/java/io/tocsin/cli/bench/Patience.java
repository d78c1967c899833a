package io.tocsin.cli.bench;

import java.io.IOException;
import java.time.Duration;

/** A wait that ends: a benchmark that hangs says what it waited for instead. */
final class Patience {
    private static final Duration PAUSE = Duration.ofMillis(1);

    private Patience() {}

    /** What is waited for. */
    @FunctionalInterface
    interface Condition {
        boolean isMet() throws IOException, InterruptedException;
    }

    /**
     * Waits until the condition is met.
     *
     * @throws IOException when it is not within the limit
     */
    static void await(String what, Duration limit, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.isMet()) {
            if (System.nanoTime() > end) {
                throw new IOException("waited " + limit.toSeconds() + " s for " + what);
            }
            Thread.sleep(PAUSE);
        }
    }
}
