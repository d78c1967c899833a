package io.tocsin.send.voice.prompt.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leaves a server that fails again and again alone for a while: 2 s after three faults, then
 * longer, to a minute.
 */
final class Rest {
    private static final int FAULTS = 3;
    private static final Duration MOST = Duration.ofMinutes(1);

    private final InstantSource clock;
    private int faults;
    private Instant until = Instant.MIN;

    Rest(InstantSource clock) {
        this.clock = clock;
    }

    /** Refuses while it rests. */
    synchronized void check() throws IOException {
        if (clock.instant().isBefore(until)) {
            throw new IOException("the speech server failed " + FAULTS + " times or more in a row and is left alone");
        }
    }

    synchronized void worked() {
        faults = 0;
    }

    synchronized void failed() {
        faults++;
        if (faults >= FAULTS) {
            Duration pause = Duration.ofSeconds(2L << Math.min(10, faults - FAULTS));
            until = clock.instant().plus(pause.compareTo(MOST) < 0 ? pause : MOST);
        }
    }
}
