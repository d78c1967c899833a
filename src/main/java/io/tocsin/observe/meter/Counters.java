package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counters of one name by the values of their labels, found without asking the registry each time.
 */
public final class Counters {
    private final MeterRegistry registry;
    private final String name;
    private final String description;
    private final List<String> labels;
    private final Map<List<String>, Counter> known = new ConcurrentHashMap<>();

    /** None yet; {@code labels} are their names. */
    public Counters(Meters meters, String name, String description, String... labels) {
        this.registry = meters.registry();
        this.name = name;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** Adds to the counter with those values, one for each label. */
    public void add(long amount, String... values) {
        counter(values).increment((double) amount);
    }

    /**
     * Shows that counter from the start: the growth of one that is not there before its first event is
     * not seen.
     */
    public void expect(String... values) {
        counter(values);
    }

    private Counter counter(String... values) {
        Counter counter = known.get(List.of(values));
        return counter != null ? counter : known.computeIfAbsent(List.of(values), this::register);
    }

    private Counter register(List<String> values) {
        Counter.Builder builder = Counter.builder(name).description(description);
        for (int i = 0; i < labels.size(); i++) {
            builder.tag(labels.get(i), values.get(i));
        }
        return builder.register(registry);
    }
}
