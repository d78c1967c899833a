package io.tocsin.ingest.tcp;

import io.tocsin.config.value.Checks;
import io.tocsin.config.value.Listen;

/**
 * The TCP door, {@code tcp}.
 *
 * @param listen where it listens
 * @param window SUBMITs of one connection that may be unanswered, 1 to 1024
 * @param maxConnections connections at once; further ones are told so and closed, 1 to 100,000
 */
public record TcpConfig(Listen listen, int window, int maxConnections) {
    /** Refuses what is out of range. */
    public TcpConfig {
        new Checks().between("window", window, 1, 1024).between("maxConnections", maxConnections, 1, 100_000).done();
    }

    /** Port 9110 on loopback. */
    public static TcpConfig defaults() {
        return new TcpConfig(Listen.loopback(9110), 16, 1000);
    }
}
