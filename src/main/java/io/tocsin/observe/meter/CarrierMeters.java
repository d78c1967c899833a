package io.tocsin.observe.meter;

import io.micrometer.core.instrument.Gauge;
import io.tocsin.send.Carrier;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Gauges of carriers as they are on this node. */
public final class CarrierMeters {
    /** Adds gauges for each of them. */
    public CarrierMeters(Meters meters, List<Carrier> carriers) {
        for (Carrier carrier : carriers) {
            gauge(meters, carrier, "tocsin.carrier.up", "1 with at least one session logged in",
                    c -> c.health().isUp() ? 1 : 0);
            gauge(meters, carrier, "tocsin.carrier.sessions", "Sessions logged in", c -> c.health().sessionsUp());
            gauge(meters, carrier, "tocsin.carrier.sessions.wanted", "Sessions this node should have, by its lease",
                    c -> c.health().sessions());
            gauge(meters, carrier, "tocsin.carrier.sessions.of", "Sessions of the account, all nodes together",
                    c -> c.health().of());
            gauge(meters, carrier, "tocsin.carrier.window.used", "Submits without a response",
                    c -> c.health().windowUsed());
            gauge(meters, carrier, "tocsin.carrier.window.size", "Submits that may be without a response",
                    c -> c.health().window());
        }
    }

    private static void gauge(Meters meters, Carrier carrier, String name, String description,
            ToDoubleFunction<Carrier> value) {
        Gauge.builder(name, carrier, value).description(description).tag("carrier", carrier.name())
                .tag("channel", carrier.channel().code()).strongReference(true).register(meters.registry());
    }
}
