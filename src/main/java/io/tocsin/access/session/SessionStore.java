package io.tocsin.access.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where sessions and failed log-ins are kept; shared by all nodes. Every method throws
 * {@link io.tocsin.warning.StoreUnavailableException} when the store does not answer.
 */
public interface SessionStore {
    /** Keeps a session for so long. */
    void put(Session session, Duration keep);

    /** What time it is there: one clock for all nodes. */
    Instant now();

    /** The session of a token's hash, and what time it is there. */
    Optional<Found> find(String hash);

    /** Notes that something was done in a session now, if it is still there. */
    void seen(String hash);

    /** Ends a session. */
    void end(Session session);

    /** All sessions of a user, the oldest first. */
    List<Session> of(String user);

    /**
     * Asks whether a log-in may be tried, and counts it as a failure until it is forgiven, so that many
     * at once count too.
     *
     * @param who a user or an address
     * @return zero when it may, else how long to wait
     */
    Duration tryOnce(String who, Waits waits);

    /** Takes back one try that did not fail. */
    void forgive(String who);

    /** Forgets all tries. */
    void forget(String who);

    /**
     * Uses up the code of a step.
     *
     * @return false when it, or one of a later step, was used before
     */
    boolean useStep(String user, long step);

    /**
     * A session that was found.
     *
     * @param session it
     * @param now what time it is where it is kept
     */
    record Found(Session session, Instant now) {}

    /**
     * How failures are slowed down.
     *
     * @param free how many cost no waiting
     * @param first the wait after those, doubled with every further one
     * @param longest no wait is longer
     */
    record Waits(int free, Duration first, Duration longest) {
        /** Of one user: five, then from 2 s to 15 minutes. */
        public static final Waits USER = new Waits(5, Duration.ofSeconds(2), Duration.ofMinutes(15));
        /** Of one address, behind which many users may be: thirty. */
        public static final Waits ADDRESS = new Waits(30, Duration.ofSeconds(2), Duration.ofMinutes(15));
    }
}
