package io.tocsin.observe.meter;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.tocsin.report.Totals;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.Operator;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Meters of all warnings, whichever node works on them: every node shows the same numbers, those of
 * the store, as they were when they were last read. Sum over labels, never over nodes.
 */
public final class TotalsMeters {
    private final MeterRegistry registry;
    private final Set<String> clients = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;
    private volatile Totals totals = Totals.none();
    private volatile Instant takenAt;

    /**
     * Adds its meters; they show 0 before the first {@link #take}.
     *
     * @param clock says how old they are
     */
    public TotalsMeters(Meters meters, InstantSource clock) {
        registry = meters.registry();
        this.clock = clock;
        takenAt = clock.instant();
        lanes().forEach(this::lane);
        for (WarningState state : WarningState.values()) {
            if (state.isFinal()) {
                finished(state);
            } else {
                gauge("tocsin.warnings.open", "Warnings that are not final, by where they stand, all nodes",
                        Tags.of("state", state.code()),
                        t -> t.states().keySet().stream().mapToLong(group -> t.in(group, state)).sum());
            }
        }
        gauge("tocsin.reconcile.difference",
                "Accepted less final less pending, each counted for itself; anything but 0 is a fault",
                Tags.of("kind", "warnings"), Totals::difference);
        gauge("tocsin.totals.age.seconds", "Since when the counters of all warnings were not read", Tags.empty(),
                _ -> Duration.between(takenAt, clock.instant()).toMillis() / 1000.0);
    }

    /** Shows these from now on. */
    public void take(Totals latest) {
        totals = latest;
        takenAt = clock.instant();
        latest.clients().keySet().stream().filter(clients::add).forEach(this::client);
    }

    private static Stream<Lane> lanes() {
        return Stream.of(Channel.values()).flatMap(channel -> Stream.of(Operator.values()).flatMap(
                operator -> Stream.of(Grade.values()).map(grade -> new Lane(channel, operator, grade))));
    }

    private void lane(Lane lane) {
        Tags tags = Tags.of("channel", lane.channel().code(), "operator", lane.operator().code(), "grade",
                lane.grade().code());
        gauge("tocsin.lane.depth", "Warnings that wait, by the lane they were accepted into, all nodes", tags,
                t -> of(t, lane).depth());
        gauge("tocsin.lane.oldest.age.seconds",
                "How long the first warning that could be sent from the lane now has waited for it, all nodes", tags,
                t -> of(t, lane).waited().toMillis() / 1000.0);
    }

    private void finished(WarningState state) {
        for (Channel channel : Channel.values()) {
            for (Grade grade : Grade.values()) {
                FunctionCounter.builder("tocsin.warnings.finished", this,
                        m -> m.totals.in(new Totals.Group(channel, grade), state))
                        .description("Warnings that came to their end, by the channel they began with, all nodes")
                        .tags("state", state.code(), "channel", channel.code(), "grade", grade.code())
                        .register(registry);
            }
        }
    }

    private void client(String client) {
        Totals.OfClient none = new Totals.OfClient(0, 0);
        gauge("tocsin.client.pending", "Warnings of the client that are not final, all nodes",
                Tags.of("client", client), t -> t.clients().getOrDefault(client, none).open());
        gauge("tocsin.feed.entries", "Entries kept in the client's events feed; one holds the events of one write",
                Tags.of("client", client), t -> t.clients().getOrDefault(client, none).events());
    }

    private void gauge(String name, String description, Tags tags, ToDoubleFunction<Totals> value) {
        Gauge.builder(name, this, m -> value.applyAsDouble(m.totals)).description(description).tags(tags)
                .strongReference(true).register(registry);
    }

    private static Totals.OfLane of(Totals totals, Lane lane) {
        return totals.lanes().getOrDefault(lane, Totals.OfLane.EMPTY);
    }
}
