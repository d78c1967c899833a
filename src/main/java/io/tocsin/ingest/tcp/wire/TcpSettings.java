package io.tocsin.ingest.tcp.wire;

import io.tocsin.config.value.Checks;
import java.time.Duration;

/**
 * The bounds of the door.
 *
 * @param window SUBMITs of one connection that may be unanswered
 * @param maxConnections connections at once
 * @param events results of one connection that may be unacknowledged
 * @param roomPerClient bytes of messages of one client on their way, over all its connections; at
 *            least 2 MiB
 * @param times how long things may take
 */
public record TcpSettings(int window, int maxConnections, int events, int roomPerClient, Times times) {
    /**
     * How long things may take.
     *
     * @param hello until the HELLO
     * @param ping of silence on either side before a PING
     * @param silence of the peer until it is given up
     * @param message from a message's first byte to its last
     * @param stall of a peer that does not read what it is told
     * @param drain for the answers still due when the connection is to end
     * @param linger for the peer to read why, and close
     * @param tick between two looks at the clock
     * @param poll between two looks for new results; twice that for streams that other nodes took
     */
    public record Times(Duration hello, Duration ping, Duration silence, Duration message, Duration stall,
            Duration drain, Duration linger, Duration tick, Duration poll) {
        /** As docs/tcp.md says. */
        public static Times usual() {
            return new Times(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90),
                    Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(2),
                    Duration.ofSeconds(1), Duration.ofMillis(250));
        }
    }

    /** Refuses what is out of range. */
    public TcpSettings {
        new Checks().between("window", window, 1, 1024).between("maxConnections", maxConnections, 1, 100_000)
                .between("events", events, 1, 10_000).between("roomPerClient", roomPerClient, 1 << 21, 1 << 30).done();
    }

    /** As docs/tcp.md says, for that window and that many connections. */
    public static TcpSettings usual(int window, int maxConnections) {
        return new TcpSettings(window, maxConnections, 256, 16 << 20, Times.usual());
    }
}
