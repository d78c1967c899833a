package io.tocsin;

import io.tocsin.config.TocsinConfig;
import io.tocsin.http.AlertsResource;
import io.tocsin.http.Drill;
import io.tocsin.http.DrillResource;
import io.tocsin.http.MonitoringResource;
import io.tocsin.http.PrometheusDoor;
import io.tocsin.http.Resource;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.report.ResultJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where duty officers watch from: the console's boards, the Prometheus behind them if one is
 * configured, and what a demonstration has to practise on.
 */
final class Lookout implements AutoCloseable {
    private final @Nullable JdkHttpCaller caller;
    private final List<Resource> resources;

    Lookout(TocsinConfig config, ResultJson forms, Drill drill) {
        caller = config.monitoring().prometheus() == null ? null : new JdkHttpCaller();
        PrometheusDoor prometheus = new PrometheusDoor(config.monitoring(), caller != null ? caller : (_, _, _) -> {
            throw new IOException("no Prometheus is configured");
        });
        resources = List.of(new DrillResource(drill), new MonitoringResource(prometheus),
                new AlertsResource(prometheus, forms));
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
