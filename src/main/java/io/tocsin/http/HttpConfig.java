package io.tocsin.http;

import io.tocsin.config.value.AddressRange;
import io.tocsin.config.value.Listen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP door, {@code http}.
 *
 * @param listen where it listens
 * @param management a listener of its own for {@code /metrics}, null to serve it beside the rest
 * @param proxies whose word is taken for where requests come from
 */
public record HttpConfig(Listen listen, @Nullable Listen management, List<AddressRange> proxies) {
    /** Default of {@code management.port}. */
    public static final int MANAGEMENT_PORT = 8081;

    /** Copies the list. */
    public HttpConfig {
        proxies = List.copyOf(proxies);
    }

    /** One that no proxies stand before. */
    public HttpConfig(Listen listen, @Nullable Listen management) {
        this(listen, management, List.of());
    }

    /** Port 8080 on loopback. */
    public static HttpConfig defaults() {
        return new HttpConfig(Listen.loopback(8080), null);
    }
}
