package io.tocsin.observe.meter;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** Meters of the store as its adapter and its probe tell them. */
public final class StoreMeters {
    private final Timers commands;
    private final Counters failures;
    private final Set<String> expected = ConcurrentHashMap.newKeySet();

    /**
     * Adds its meters.
     *
     * @param up whether the store answers; must answer at once
     */
    public StoreMeters(Meters meters, BooleanSupplier up) {
        meters.gauge("tocsin.redis.up", "1 while Redis answers", () -> up.getAsBoolean() ? 1 : 0);
        commands = new Timers(meters, "tocsin.redis.command", "Round trips of scripts and commands",
                Meters.buckets(Duration.ofMillis(1), Duration.ofSeconds(5)), "command");
        failures = new Counters(meters, "tocsin.redis.failures", "Round trips that failed", "command");
    }

    /** A round trip ended well. */
    public void ran(String command, long nanos) {
        commands.record(command, Duration.ofNanos(nanos));
        if (!expected.contains(command) && expected.add(command)) {
            failures.expect(command);
        }
    }

    /** A round trip failed. */
    public void failed(String command) {
        failures.add(1, command);
    }
}
