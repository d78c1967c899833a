package io.tocsin.http;

import io.tocsin.config.value.Listen;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door, {@code http}.
 *
 * @param listen where it listens
 * @param management a listener of its own for {@code /metrics}, null to serve it beside the rest
 */
public record HttpConfig(Listen listen, @Nullable Listen management) {
    /** Default of {@code management.port}. */
    public static final int MANAGEMENT_PORT = 8081;

    /** Port 8080 on loopback. */
    public static HttpConfig defaults() {
        return new HttpConfig(Listen.loopback(8080), null);
    }
}
