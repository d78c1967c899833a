package io.tocsin.http;

import io.tocsin.config.value.Checks;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the console's boards have their figures from, {@code monitoring}.
 *
 * @param prometheus address of a Prometheus, below which its API is; null for none
 */
public record MonitoringConfig(@Nullable URI prometheus) {
    /** Refuses an address with more than where it is. */
    public MonitoringConfig {
        new Checks().that(prometheus == null || (prometheus.getUserInfo() == null && prometheus.getQuery() == null
                && prometheus.getFragment() == null), "prometheus", String.valueOf(prometheus),
                "an address without a user, a query or a fragment, as http://127.0.0.1:9090").done();
    }

    /** No Prometheus. */
    public static MonitoringConfig defaults() {
        return new MonitoringConfig(null);
    }
}
