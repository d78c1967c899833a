package io.tocsin.observe.meter.run;

import io.tocsin.observe.meter.Meters;
import java.util.function.Supplier;

/** Meters of how busy the HTTP door is. */
public final class DoorMeters {
    /**
     * How busy it is.
     *
     * @param requests that are answered now
     * @param mostRequests that may be
     * @param bodies that are read now
     * @param mostBodies that may be
     * @param streams of events that are open
     * @param mostStreams that may be
     * @param pendingTasks that wait for its event loops
     */
    public record Use(int requests, int mostRequests, int bodies, int mostBodies, int streams, int mostStreams,
            long pendingTasks) {}

    /**
     * Adds its meters.
     *
     * @param use answers at once
     */
    public DoorMeters(Meters meters, Supplier<Use> use) {
        String active = "Requests that are answered now, submissions whose body is read, streams of events";
        meters.gauge("tocsin.requests.active", active, () -> use.get().requests(), "kind", "request");
        meters.gauge("tocsin.requests.active", active, () -> use.get().bodies(), "kind", "body");
        meters.gauge("tocsin.requests.active", active, () -> use.get().streams(), "kind", "stream");
        String most = "How many of them there may be; more are answered 503";
        meters.gauge("tocsin.requests.active.limit", most, () -> use.get().mostRequests(), "kind", "request");
        meters.gauge("tocsin.requests.active.limit", most, () -> use.get().mostBodies(), "kind", "body");
        meters.gauge("tocsin.requests.active.limit", most, () -> use.get().mostStreams(), "kind", "stream");
        RunMeters.pending(meters, "http", () -> use.get().pendingTasks());
    }
}
