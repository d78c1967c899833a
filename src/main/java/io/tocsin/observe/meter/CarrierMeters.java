package io.tocsin.observe.meter;

import io.tocsin.dispatch.contract.keeping.Contract;
import io.micrometer.core.instrument.Gauge;
import io.tocsin.dispatch.ControlStore.Switches;
import io.tocsin.dispatch.DispatchListener.BreakerState;
import io.tocsin.dispatch.run.LineStatus;
import io.tocsin.send.Carrier;
import io.tocsin.send.CarrierHealth;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Operator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gauges of carriers, and of the lines to them, as they are on this node. */
public final class CarrierMeters {
    private static final LineStatus UNKNOWN = new LineStatus("", Channel.SMS, new CarrierHealth(0, 0, 0, 0, ""),
            BreakerState.CLOSED, new Switches(false, null, null, null), null, null, 0, null, false,
            new Contract.Now(null, ""), 0, 0);

    /**
     * Adds gauges for each of them.
     *
     * @param status how every line stands now; answers at once
     */
    public CarrierMeters(Meters meters, List<Carrier> carriers, Supplier<List<LineStatus>> status) {
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
            line(meters, carrier, status, "tocsin.line.waiting", "Warnings claimed for the carrier and not sent yet",
                    LineStatus::waiting);
            line(meters, carrier, status, "tocsin.line.unanswered", "Attempts sent and not answered yet",
                    LineStatus::unanswered);
            line(meters, carrier, status, "tocsin.line.suspended", "1 while an operator keeps the carrier suspended",
                    l -> l.switches().suspended() ? 1 : 0);
            line(meters, carrier, status, "tocsin.carrier.cost",
                    "Money for a segment or a call attempt by the configuration; not a number without one",
                    l -> l.contract().cost() == null ? Double.NaN : l.contract().cost());
            line(meters, carrier, status, "tocsin.carrier.rate",
                    "Segments a second that the carrier may be sent, all nodes together; infinite without a limit",
                    l -> infinite(l.rate()));
            line(meters, carrier, status, "tocsin.carrier.rate.now",
                    "The same at this moment, less for a while after flow control", l -> infinite(l.current()));
            line(meters, carrier, status, "tocsin.carrier.starting",
                    "1 while it came into service a moment ago and its rate still grows", l -> l.starting() ? 1 : 0);
            for (BreakerState state : BreakerState.values()) {
                line(meters, carrier, status, "tocsin.circuit.state",
                        "1 for the state in which the carrier's breaker is", l -> l.breaker() == state ? 1 : 0,
                        "state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
        }
    }

    /**
     * Adds gauges of whom a carrier may reach.
     *
     * @param operators by its configuration; empty for everyone
     */
    public static void serves(Meters meters, Carrier carrier, Set<Operator> operators) {
        for (Operator operator : operators.isEmpty() ? EnumSet.allOf(Operator.class) : operators) {
            gauge(meters, carrier, "tocsin.carrier.serves", "1 for each operator whose people the carrier may reach",
                    _ -> 1, "operator", operator.code());
        }
    }

    /**
     * Adds the gauge of the global stop.
     *
     * @param stopped whether this node obeys one now; answers at once
     */
    public static void stop(Meters meters, BooleanSupplier stopped) {
        meters.gauge("tocsin.stopped", "1 while all sending is stopped by the global stop",
                () -> stopped.getAsBoolean() ? 1 : 0);
    }

    private static double infinite(@Nullable Double rate) {
        return rate == null ? Double.POSITIVE_INFINITY : rate;
    }

    private static void line(Meters meters, Carrier carrier, Supplier<List<LineStatus>> status, String name,
            String description, ToDoubleFunction<LineStatus> value, String... tags) {
        gauge(meters, carrier, name, description, c -> value.applyAsDouble(status.get().stream()
                .filter(line -> line.name().equals(c.name())).findFirst().orElse(UNKNOWN)), tags);
    }

    private static void gauge(Meters meters, Carrier carrier, String name, String description,
            ToDoubleFunction<Carrier> value, String... tags) {
        Gauge.builder(name, carrier, value).description(description).tag("carrier", carrier.name())
                .tag("channel", carrier.channel().code()).tags(tags).strongReference(true).register(meters.registry());
    }
}
