package io.tocsin.observe.meter;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Meters of the HTTP door. */
public final class RequestMeters {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "HEAD", "OPTIONS", "PUT", "DELETE");
    private static final String SUBMISSIONS = "/v1/batches";

    private final Counters requests;
    private final Timers seconds;

    /** Adds its meters. */
    public RequestMeters(Meters meters) {
        requests = new Counters(meters, "tocsin.requests", "Requests answered, by route and status", "transport",
                "method", "route", "code");
        for (int status : List.of(202, 400, 429, 500, 503)) {
            requests.expect("http", "POST", SUBMISSIONS, Integer.toString(status));
        }
        seconds = new Timers(meters, "tocsin.request", "From a request's first byte to the last of its answer",
                Meters.buckets(Duration.ofMillis(1), Duration.ofSeconds(50)), "route");
        seconds.expect(SUBMISSIONS);
    }

    /**
     * A request was answered; has the shape of the door's listener.
     *
     * @param route the address with variables in braces
     */
    public void answered(String method, String route, int status, long nanos) {
        requests.add(1, "http", METHODS.contains(method) ? method : "other", route, Integer.toString(status));
        seconds.record(route, Duration.ofNanos(nanos));
    }
}
