package io.tocsin.send.sms;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * How the sessions of an SMS carrier are kept, part of {@code carriers.NAME}.
 *
 * @param sessions connections for the whole account, all nodes together, 1 to 64
 * @param window submits on one connection that may be unanswered, 1 to 1024
 * @param connectTimeout for the connection and the log-in, 100 ms to 2 minutes
 * @param responseTimeout for the answer to a submit or a keep-alive, 100 ms to 10 minutes; then its
 *            end is unknown
 * @param keepAlive idle time after which the connection is tried, 1 second to 10 minutes
 */
public record SessionConfig(int sessions, int window, Duration connectTimeout, Duration responseTimeout,
        Duration keepAlive) {
    private static final Duration LEAST = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMinutes(10);

    /** Refuses what is out of range. */
    public SessionConfig {
        new Checks().between("sessions", sessions, 1, 64).between("window", window, 1, 1024)
                .between("connectTimeout", connectTimeout, LEAST, Duration.ofMinutes(2))
                .between("responseTimeout", responseTimeout, LEAST, MOST)
                .between("keepAlive", keepAlive, Duration.ofSeconds(1), MOST).done();
    }

    /** One session with the window of 16 and the answer time of 60 s that CMPP proposes. */
    public static SessionConfig defaults() {
        return new SessionConfig(1, 16, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(1));
    }
}
