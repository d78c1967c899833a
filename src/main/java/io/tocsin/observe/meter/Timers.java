package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Histograms of one name by the value of their one label. */
final class Timers {
    private final Meters meters;
    private final String name;
    private final String description;
    private final Duration[] buckets;
    private final String label;
    private final Map<String, Timer> known = new ConcurrentHashMap<>();

    Timers(Meters meters, String name, String description, Duration[] buckets, String label) {
        this.meters = meters;
        this.name = name;
        this.description = description;
        this.buckets = buckets;
        this.label = label;
    }

    /** Records a duration under that value. */
    void record(String value, Duration took) {
        Timer timer = known.get(value);
        if (timer == null) {
            timer = known.computeIfAbsent(value, v -> meters.timer(name, description, buckets, label, v));
        }
        timer.record(took);
    }
}
