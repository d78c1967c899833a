package io.tocsin;

import io.tocsin.http.Probes;
import io.tocsin.observe.Health;
import io.tocsin.observe.meter.Meters;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What probes are told.
 *
 * @param health whether this node should get work
 * @param meters its metrics
 * @param stop whether all sending is stopped
 */
record Readiness(Health health, Meters meters, BooleanSupplier stop) implements Probes {
    @Override
    public Optional<String> notReady() {
        return health.notReady();
    }

    @Override
    public boolean stopped() {
        return stop.getAsBoolean();
    }

    @Override
    public Scrape metrics(String accept) {
        Meters.Scrape scrape = meters.scrape(accept);
        return new Scrape(scrape.contentType(), scrape.text());
    }
}
