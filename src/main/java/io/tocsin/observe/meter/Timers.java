package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Histograms of one name by the value of their one label. */
public final class Timers {
    private final Function<String, Timer> maker;
    private final Map<String, Timer> known = new ConcurrentHashMap<>();

    /** None yet. */
    public Timers(Meters meters, String name, String description, Duration[] buckets, String label) {
        this(value -> meters.timer(name, description, buckets, label, value));
    }

    private Timers(Function<String, Timer> maker) {
        this.maker = maker;
    }

    /** Histograms that may show which warning a measurement was of. */
    static Timers traced(Meters meters, String name, String description, Duration[] buckets, String label) {
        return new Timers(value -> meters.tracedTimer(name, description, buckets, label, value));
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
                : known.computeIfAbsent(value, maker);
    }
}
