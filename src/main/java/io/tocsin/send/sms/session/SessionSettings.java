package io.tocsin.send.sms.session;

import io.tocsin.net.Backoff;
import java.time.Duration;

/**
 * How a session is kept.
 *
 * @param window submits that may be unanswered, at least 1
 * @param loginTimeout how long the answer to a login or to the end of the session may take
 * @param responseTimeout how long the answer to a submit may take; then its end is unknown
 * @param keepAlive when the carrier is asked whether it is there
 * @param reconnect pauses after a connection failed or was lost
 * @param refused pauses after a login was refused: no network fault, so people have to mend it
 * @param maxReceipts receipts that may wait for their durable write; then nothing more is read
 */
public record SessionSettings(int window, Duration loginTimeout, Duration responseTimeout, KeepAliveRule keepAlive,
        Backoff reconnect, Backoff refused, int maxReceipts) {
    /**
     * When a silent carrier is asked, and when it is given up (C, T and N of CMPP V3.0.0, 7.4).
     *
     * @param idle silence after which it is asked
     * @param answer how long an answer may take before it is asked again
     * @param tries how often it is asked in all; 0 where the protocol has no such question and an idle
     *            connection is left, until there is something to send (SGIP 1.2, 3.1)
     */
    public record KeepAliveRule(Duration idle, Duration answer, int tries) {
        /** What the protocol's document proposes: 180 s, 60 s and 3. */
        public static final KeepAliveRule PROPOSED = new KeepAliveRule(Duration.ofSeconds(180), Duration.ofSeconds(60),
                3);

        /** Whether an idle connection is left. */
        boolean leaves() {
            return tries == 0;
        }
    }

    /** Checks the bounds. */
    public SessionSettings {
        if (window < 1 || maxReceipts < 1) {
            throw new IllegalArgumentException(
                    "expected window and maxReceipts of at least 1, got " + window + " and " + maxReceipts);
        }
    }

    /** The same, but idle connections are left. */
    public SessionSettings leaving() {
        return new SessionSettings(window, loginTimeout, responseTimeout,
                new KeepAliveRule(keepAlive.idle, keepAlive.answer, 0), reconnect, refused, maxReceipts);
    }

    /** How often deadlines are looked at: often enough for the shortest. */
    Duration tick() {
        Duration shortest = loginTimeout;
        for (Duration other : new Duration[]{responseTimeout, keepAlive.idle(), keepAlive.answer()}) {
            shortest = other.compareTo(shortest) < 0 ? other : shortest;
        }
        return Duration.ofMillis(Math.clamp(shortest.toMillis() / 8, 5, 1000));
    }
}
