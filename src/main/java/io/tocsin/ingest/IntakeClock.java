package io.tocsin.ingest;

import java.time.Duration;
import java.time.InstantSource;

/** Time as intake needs it. */
public interface IntakeClock extends InstantSource {
    /** A reading that only ever grows, in nanoseconds. */
    long nanos();

    /** Waits on the calling (virtual) thread. */
    void sleep(Duration time) throws InterruptedException;
}
