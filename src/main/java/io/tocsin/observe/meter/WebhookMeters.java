package io.tocsin.observe.meter;

import io.tocsin.report.webhook.WebhookListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Meters of webhooks; clients are those of the configuration. */
public final class WebhookMeters implements WebhookListener {
    private final Meters meters;
    private final Counters deliveries;
    private final Counters events;
    private final Timers seconds;
    private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

    /** What waits for one client, as it was last said. */
    private static final class Waiting {
        private volatile int events;
        private volatile double seconds;
    }

    /** Adds its meters. */
    public WebhookMeters(Meters meters) {
        this.meters = meters;
        deliveries = new Counters(meters, "tocsin.webhook.deliveries", "Tries to deliver a message", "client",
                "outcome");
        events = new Counters(meters, "tocsin.webhook.events", "Events in those messages", "client", "outcome");
        seconds = new Timers(meters, "tocsin.webhook", "One try, until its answer",
                Meters.buckets(Duration.ofMillis(5), Duration.ofSeconds(25)), "client");
    }

    /** Shows that client's meters from the start. */
    public void expect(String client) {
        waiting(client, 0, Duration.ZERO);
        seconds.expect(client);
        for (Outcome outcome : Outcome.values()) {
            deliveries.expect(client, outcome.code());
            events.expect(client, outcome.code());
        }
    }

    @Override
    public void tried(String client, Outcome outcome, int count, Duration took) {
        deliveries.add(1, client, outcome.code());
        events.add(count, client, outcome.code());
        seconds.record(client, took);
    }

    @Override
    public void waiting(String client, int count, Duration age) {
        Waiting known = waiting.computeIfAbsent(client, this::watch);
        known.events = count;
        known.seconds = age.toMillis() / 1000.0;
    }

    private Waiting watch(String client) {
        Waiting fresh = new Waiting();
        meters.gauge("tocsin.webhook.backlog",
                "Events known to wait for the client's webhook, at most those of one message", () -> fresh.events,
                "client", client);
        meters.gauge("tocsin.webhook.lag.seconds", "Age of the oldest event that waits for the client's webhook",
                () -> fresh.seconds, "client", client);
        return fresh;
    }
}
