package io.tocsin.ingest.limit;

import io.tocsin.ingest.IntakeClock;
import io.tocsin.ingest.IntakeStore;
import java.util.Map;
import java.util.stream.Collectors;

/** The gates of all clients, made once. */
public final class ClientGates {
    private final Map<String, ClientGate> gates;

    /** One gate for every client of the configuration. */
    public ClientGates(Map<String, ClientLimits> limits, IntakeStore store, IntakeClock clock) {
        this.gates = limits.entrySet().stream().collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey,
                        e -> new ClientGate(e.getKey(), e.getValue(), store, clock)));
    }

    /**
     * The gate of a client.
     *
     * @throws IllegalArgumentException when the configuration has no such client
     */
    public ClientGate of(String client) {
        ClientGate gate = gates.get(client);
        if (gate == null) {
            throw new IllegalArgumentException("got the client '" + client + "', expected one of " + gates.keySet());
        }
        return gate;
    }
}
