package io.tocsin;

import io.tocsin.config.TocsinConfig;
import io.tocsin.http.MonitoringResource;
import io.tocsin.http.PrometheusDoor;
import io.tocsin.http.Resource;
import io.tocsin.net.JdkHttpCaller;
import java.util.List;

/** Where duty officers watch from: the console's boards, and the Prometheus behind them. */
final class Lookout implements AutoCloseable {
    private final JdkHttpCaller caller = new JdkHttpCaller();
    private final List<Resource> resources;

    Lookout(TocsinConfig config) {
        resources = List.of(new MonitoringResource(new PrometheusDoor(config.monitoring(), caller)));
    }

    /** What is served about it. */
    List<Resource> resources() {
        return resources;
    }

    @Override
    public void close() {
        caller.close();
    }
}
