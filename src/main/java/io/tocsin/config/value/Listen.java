package io.tocsin.config.value;

import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens. Beyond loopback it needs TLS.
 *
 * @param bind an IP address or {@code localhost}
 * @param port 0 to 65535; 0 takes a free one
 * @param tls certificate and key, or null for plain text
 */
public record Listen(String bind, int port, @Nullable TlsFiles tls) {
    /** The address that only this machine reaches. */
    public static final String LOOPBACK = "127.0.0.1";

    /**
     * Refuses host names (their meaning changes), ports that do not exist, and plain text beyond
     * loopback.
     */
    public Listen {
        Checks checks = new Checks().between("port", port, 0, 65_535);
        Optional<InetAddress> address = address(bind);
        if (address.isEmpty()) {
            checks.fault("bind", bind, "an IP address, or localhost");
        } else if (tls == null && !address.get().isLoopbackAddress()) {
            checks.fault("bind", bind, "a loopback address like 127.0.0.1, or tls: { cert, key } beside it");
        }
        checks.done();
    }

    /**
     * A plain-text listener on loopback.
     *
     * @param port 0 to 65535
     * @return the listener
     */
    public static Listen loopback(int port) {
        return new Listen(LOOPBACK, port, null);
    }

    private static Optional<InetAddress> address(String bind) {
        try {
            return Optional.of(InetAddress.ofLiteral("localhost".equals(bind) ? LOOPBACK : bind));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
