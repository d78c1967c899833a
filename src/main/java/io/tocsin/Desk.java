package io.tocsin;

import io.tocsin.config.CarrierConfig;
import io.tocsin.config.TocsinConfig;
import io.tocsin.dispatch.run.Dispatcher;
import io.tocsin.dispatch.run.LineStatus;
import io.tocsin.dispatch.limit.Slowness.Slowed;
import io.tocsin.http.CarrierDesk;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * The carriers as operators see them: what is configured beside how it stands.
 *
 * @param config what is configured
 * @param dispatcher how it stands
 * @param lines what they said lately, and what that means
 */
record Desk(TocsinConfig config, Dispatcher dispatcher, Carriers lines) implements CarrierDesk {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** Codes that are shown of a carrier. */
    private static final int CODES = 10;

    @Override
    public List<View> carriers() {
        return dispatcher.status().stream().map(this::view).toList();
    }

    private Pace pace(LineStatus line) {
        Double now = line.current();
        Slowed slowed = line.slowed();
        if (now == null || (slowed == null && !line.starting())) {
            return new Pace(line.observed(), now, "");
        }
        if (slowed == null) {
            return new Pace(line.observed(), now,
                    "starts slowly, now at " + String.format(Locale.ROOT, "%.1f", now) + "/s");
        }
        return new Pace(line.observed(), now,
                "slowed to " + String.format(Locale.ROOT, "%.1f", now) + "/s by flow control ("
                        + slowed.code() + ") since " + CLOCK.format(slowed.since().atZone(config.timezone())));
    }

    private View view(LineStatus line) {
        CarrierConfig carrier = config.carriers().get(line.name());
        if (carrier == null) {
            throw new IllegalStateException("no carrier " + line.name() + " is configured");
        }
        String breaker = line.breaker().name().toLowerCase(Locale.ROOT).replace('_', '-');
        Integer calls = carrier instanceof CarrierConfig.Voice voice ? voice.trunk().calls() : null;
        return new View(line.name(), carrier.protocol(), line.channel(), carrier.route().operators(),
                new Configured(carrier.route().rate(), calls, carrier.route().weight(), carrier.route().contract()),
                line.health(), breaker,
                pace(line), line.contract().detail(), lines.recent(line.name()).stream().limit(CODES)
                        .map(seen -> new Failing(seen, lines.words(line.name(), seen.cause().raw()))).toList());
    }
}
