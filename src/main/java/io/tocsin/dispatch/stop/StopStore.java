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
     * @param asked who the caller believes has asked, empty for nobody: whoever confirms knows whose
     *            request that is
     * @param within how long a request may wait for its confirmation
     */
    Outcome release(String by, String reason, String asked, Duration within);

    /** What came of asking for a release. */
    enum Outcome {
        /** Nothing is stopped. */
        NONE,
        /** Asked; another person has to confirm. */
        ASKED,
        /** The same person has asked already. */
        OWN,
        /** Somebody else has asked, or withdrawn, meanwhile. */
        CHANGED,
        /** Sending goes on. */
        RELEASED
    }
}
