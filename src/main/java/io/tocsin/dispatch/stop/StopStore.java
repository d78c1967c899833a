package io.tocsin.dispatch.stop;

import java.time.Duration;
import java.util.Optional;

/** Where the global stop is kept, for all nodes. Calls block, and are durable when they return. */
public interface StopStore {
    /** The stop; empty while sending goes on. */
    Optional<GlobalStop> stopped();

    /**
     * Stops all sending. Where it is stopped already, the first stop stands, and a request to release
     * it is withdrawn: somebody still wants it stopped.
     *
     * @param by user or client
     * @param kind {@code user} or {@code key}
     * @param reason why
     * @return the stop as it is now
     */
    GlobalStop stop(String by, String kind, String reason);

    /**
     * Asks for the release, or confirms the request of another person, which lets sending go on.
     *
     * @param by the user
     * @param reason why
     * @param confirms the {@link GlobalStop.Release#id() id} of the request that is confirmed, so that
     *            nobody confirms one he did not see; empty to ask
     * @param within how long a request may wait for its confirmation
     */
    Outcome release(String by, String reason, String confirms, Duration within);

    /** What came of asking for a release. */
    enum Outcome {
        /** Nothing is stopped. */
        NONE,
        /** Asked; another person has to confirm. */
        ASKED,
        /** The same person has asked already. */
        OWN,
        /** That request is not there any more; or one is there and the caller asked. */
        CHANGED,
        /** Sending goes on. */
        RELEASED
    }
}
