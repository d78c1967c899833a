package io.tocsin.ingest.limit;

import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gates of all clients, one each. Clients whose keys were made in the console are let in by
 * them and need no entry in the configuration; there are as few of them as keys.
 */
public final class ClientGates {
    private final Map<String, ClientLimits> limits;
    private final ClientLimits usual;
    private final IntakeStore store;
    private final IntakeClock clock;
    private final Map<String, ClientGate> gates = new ConcurrentHashMap<>();

    /**
     * Gates with those limits.
     *
     * @param limits of the clients of the configuration
     * @param usual of all others
     */
    public ClientGates(Map<String, ClientLimits> limits, ClientLimits usual, IntakeStore store, IntakeClock clock) {
        this.limits = Map.copyOf(limits);
        this.usual = usual;
        this.store = store;
        this.clock = clock;
    }

    /** The gate of a client who has a key. */
    public ClientGate of(String client) {
        return gates.computeIfAbsent(client,
                name -> new ClientGate(name, limits.getOrDefault(name, usual), store, clock));
    }
}
