package io.tocsin;

import io.tocsin.config.TocsinConfig;
import io.tocsin.http.MonitoringResource;
import io.tocsin.http.PrometheusDoor;
import io.tocsin.http.Resource;
import io.tocsin.net.JdkHttpCaller;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where duty officers watch from: the console's boards, and the Prometheus behind them if one is
 * configured.
 */
final class Lookout implements AutoCloseable {
    private final @Nullable JdkHttpCaller caller;
    private final List<Resource> resources;

    Lookout(TocsinConfig config) {
        caller = config.monitoring().prometheus() == null ? null : new JdkHttpCaller();
        resources = List.of(new MonitoringResource(new PrometheusDoor(config.monitoring(),
                caller != null ? caller : (_, _, _) -> {
                    throw new IOException("no Prometheus is configured");
                })));
    }

    /** What is served about it. */
    List<Resource> resources() {
        return resources;
    }

    @Override
    public void close() {
        if (caller != null) {
            caller.close();
        }
    }
}
