package io.tocsin.cli.bench;

import io.tocsin.Gateway;
import java.io.IOException;
import java.time.Duration;

/**
 * Rewrites of Redis' append-only file during a benchmark: counted, and one is asked for when Redis
 * found no reason of its own.
 */
final class Rewrites {
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Gateway gateway;
    private final long before;
    private int asked;

    /** Counts from now on. */
    Rewrites(Gateway gateway) {
        this.gateway = gateway;
        this.before = gateway.storeFigures().rewrites();
    }

    /** How many began; before Redis 7, which does not count them, how many were asked for. */
    long count() {
        return before < 0 ? asked : gateway.storeFigures().rewrites() - before;
    }

    /** Asks for one unless there was one; it runs beside what goes on. */
    void ask() {
        if (count() == 0) {
            gateway.rewriteStore();
            asked++;
        }
    }

    /** Waits until none is under way. */
    void await() throws IOException, InterruptedException {
        Patience.await("the rewrite of the append-only file", LONGEST, () -> !gateway.storeFigures().rewriting());
    }
}
