package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Histograms of one name by the value of their one label. */
public final class Timers {
    private final Meters meters;
    private final String name;
    private final String description;
    private final Duration[] buckets;
    private final String label;
    private final Map<String, Timer> known = new ConcurrentHashMap<>();

    /** None yet. */
    public Timers(Meters meters, String name, String description, Duration[] buckets, String label) {
        this.meters = meters;
        this.name = name;
        this.description = description;
        this.buckets = buckets;
        this.label = label;
    }

    /** Records a duration under that value. */
    public void record(String value, Duration took) {
        timer(value).record(took);
    }

    /**
     * Shows that value from the start: a histogram that is not there until something happens cannot be
     * watched.
     */
    public void expect(String value) {
        timer(value);
    }

    private Timer timer(String value) {
        Timer timer = known.get(value);
        return timer != null
                ? timer
                : known.computeIfAbsent(value, v -> meters.timer(name, description, buckets, label, v));
    }
}
