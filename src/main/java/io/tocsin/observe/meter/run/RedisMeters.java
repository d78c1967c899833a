package io.tocsin.observe.meter.run;

import io.tocsin.observe.meter.Meters;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Meters of Redis itself, as it told last, and of this node's connections to it. */
public final class RedisMeters {
    private volatile Figures figures = new Figures(0, 0, 0, 0, 0, false);

    /**
     * What Redis tells.
     *
     * @param cpuSeconds of its main process since its start
     * @param memoryBytes of its data and overhead
     * @param mostMemoryBytes that it may use; 0 when nothing bounds it
     * @param clients connected to it
     * @param fileBytes of its append-only file
     * @param rewriting whether it writes that file anew
     */
    public record Figures(double cpuSeconds, long memoryBytes, long mostMemoryBytes, long clients, long fileBytes,
            boolean rewriting) {}

    /**
     * Connections of this node.
     *
     * @param used taken
     * @param idle made and not taken
     * @param waiting callers that wait for one
     * @param most that may be made
     */
    public record Pool(int used, int idle, int waiting, int most) {}

    /**
     * Adds its meters; what Redis tells is 0 before the first {@link #take}.
     *
     * @param pool answers at once
     */
    public RedisMeters(Meters meters, Supplier<Pool> pool) {
        meters.counter("tocsin.redis.cpu.seconds", "Processor time that Redis has used", () -> figures.cpuSeconds());
        told(meters, "tocsin.redis.memory.bytes", "Memory that Redis uses", Figures::memoryBytes);
        told(meters, "tocsin.redis.memory.limit.bytes", "Memory that Redis may use; 0 when nothing bounds it",
                Figures::mostMemoryBytes);
        told(meters, "tocsin.redis.clients", "Connections of all its clients", Figures::clients);
        told(meters, "tocsin.redis.file.bytes", "Size of the append-only file", Figures::fileBytes);
        told(meters, "tocsin.redis.rewriting", "1 while Redis writes its append-only file anew",
                f -> f.rewriting() ? 1 : 0);
        String connections = "Connections of this node to Redis";
        meters.gauge("tocsin.redis.pool.connections", connections, () -> pool.get().used(), "state", "used");
        meters.gauge("tocsin.redis.pool.connections", connections, () -> pool.get().idle(), "state", "idle");
        meters.gauge("tocsin.redis.pool.waiting", "Callers that wait for a connection to Redis",
                () -> pool.get().waiting());
        meters.gauge("tocsin.redis.pool.limit", "Connections to Redis that this node may have",
                () -> pool.get().most());
    }

    private void told(Meters meters, String name, String description, ToDoubleFunction<Figures> value) {
        meters.gauge(name, description, () -> value.applyAsDouble(figures));
    }

    /** Shows these from now on. */
    public void take(Figures latest) {
        figures = latest;
    }
}
