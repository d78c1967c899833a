package io.tocsin.dispatch;

import io.tocsin.dispatch.stop.GlobalStop;
import io.tocsin.dispatch.stop.StopStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The global stop in memory, on a clock that stands still. */
public class MemoryStop implements StopStore {
    private static final Instant NOW = Instant.parse("2026-08-01T06:00:00Z");
    private @Nullable GlobalStop stop;
    private int requests;

    @Override
    public synchronized Optional<GlobalStop> stopped() {
        return Optional.ofNullable(stop);
    }

    @Override
    public synchronized GlobalStop stop(String by, String kind, String reason) {
        GlobalStop first = stop == null ? new GlobalStop(by, kind, NOW, reason, null) : stop;
        stop = new GlobalStop(first.by(), first.kind(), first.since(), first.reason(), null);
        return stop;
    }

    @Override
    public synchronized Outcome release(String by, String reason, String confirms, Duration within) {
        GlobalStop is = stop;
        if (is == null) {
            return Outcome.NONE;
        }
        if (!is.asked().equals(confirms)) {
            return Outcome.CHANGED;
        }
        GlobalStop.Release release = is.release();
        if (release == null) {
            stop = new GlobalStop(is.by(), is.kind(), is.since(), is.reason(),
                    new GlobalStop.Release(Integer.toString(++requests), by, NOW, NOW.plus(within), reason));
            return Outcome.ASKED;
        }
        if (release.by().equals(by)) {
            return Outcome.OWN;
        }
        stop = null;
        return Outcome.RELEASED;
    }
}
