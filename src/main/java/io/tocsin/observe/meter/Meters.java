package io.tocsin.observe.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All meters of this process. Binders are made with it and add theirs. */
public final class Meters implements AutoCloseable {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusRegistry all = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(new Plain(), all,
            Clock.SYSTEM);
    /**
     * For what has exemplars, apart: with them every meter of a registry has a sampler, which sets a
     * timer and wakes a thread for nearly every event where events are few.
     */
    private final PrometheusMeterRegistry traced = new PrometheusMeterRegistry(new Plain(), all, Clock.SYSTEM,
            new Traced());
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final LogbackMetrics log = new LogbackMetrics();
    /** The registry holds what it counts weakly. */
    private final Queue<DoubleSupplier> counted = new ConcurrentLinkedQueue<>();

    /**
     * Exemplars only where OpenMetrics 1.0 allows them: of one that stands at the count of a histogram,
     * as the registry has them otherwise, Prometheus refuses the whole scrape.
     */
    private static final class Plain implements PrometheusConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Properties prometheusProperties() {
            Properties properties = new Properties();
            properties.setProperty("io.prometheus.exporter.exemplarsOnAllMetricTypes", "false");
            return properties;
        }
    }

    /**
     * Begins with those of the JVM and the process.
     *
     * @param version of the program, a label of {@code tocsin_build_info}
     */
    public Meters(String version) {
        // Seconds and no abbreviation, as Prometheus has it: ours below takes its place.
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        gauge("tocsin.build.info", "1, with the versions of the program and of Java as labels", () -> 1, "version",
                version, "java", Runtime.version().toString());
        Stream.of(new JvmMemoryMetrics(), gc, new JvmThreadMetrics(), new ClassLoaderMetrics(), new ProcessorMetrics(),
                new UptimeMetrics(), new FileDescriptorMetrics(), log).forEach(binder -> binder.bindTo(registry));
    }

    /**
     * Meters as text.
     *
     * @param contentType its content type
     * @param text the text
     */
    public record Scrape(String contentType, String text) {}

    /**
     * All meters as they are now.
     *
     * @param accept what the scraper accepts: OpenMetrics if it says so, else Prometheus' own text
     */
    public Scrape scrape(String accept) {
        String type = accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
        return new Scrape(type, registry.scrape(type));
    }

    /** Where binders register. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Adds a gauge that shows what it is asked for; the labels' names and values in turn. */
    public void gauge(String name, String description, DoubleSupplier value, String... tags) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble).description(description).tags(tags)
                .strongReference(true).register(registry);
    }

    /** Adds a counter of what somebody else counts; the labels' names and values in turn. */
    public void counter(String name, String description, DoubleSupplier value, String... tags) {
        counted.add(value);
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble).description(description).tags(tags)
                .register(registry);
    }

    /** A timer with a histogram of those buckets. */
    public Timer timer(String name, String description, Duration[] buckets, String... tags) {
        return Timer.builder(name).description(description).serviceLevelObjectives(buckets).tags(tags)
                .register(registry);
    }

    /** The same, which may show of a measurement which warning it was of ({@link Traced}). */
    Timer tracedTimer(String name, String description, Duration[] buckets, String... tags) {
        return Timer.builder(name).description(description).serviceLevelObjectives(buckets).tags(tags)
                .register(traced);
    }

    /** Buckets of 1, 2.5 and 5 times the powers of ten of a millisecond, between two durations. */
    public static Duration[] buckets(Duration least, Duration most) {
        return Stream.iterate(Duration.ofMillis(1), decade -> decade.multipliedBy(10)).limit(9)
                .flatMap(decade -> Stream.of(decade, decade.multipliedBy(5).dividedBy(2), decade.multipliedBy(5)))
                .filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0).toArray(Duration[]::new);
    }

    @Override
    public void close() {
        gc.close();
        log.close();
        traced.close();
        registry.close();
    }
}
