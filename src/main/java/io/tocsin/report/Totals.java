package io.tocsin.report;

import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Lane;
import io.tocsin.warning.WarningState;
import java.time.Duration;
import java.util.Map;

/**
 * How many warnings stand where, of all batches together, as one moment's count.
 *
 * @param states warnings by group and state; every group is there
 * @param lanes every lane, also those in which nothing waits
 * @param clients every client that ever had a warning accepted, by name
 * @param difference accepted warnings less those that are final less those that their clients wait
 *            for, each counted for itself; without its sign and summed over the partitions, so that
 *            no two faults hide each other. Anything but 0 is one
 */
public record Totals(Map<Group, Map<WarningState, Long>> states, Map<Lane, OfLane> lanes,
        Map<String, OfClient> clients, long difference) {
    /** Copies the maps. */
    public Totals {
        states = Map.copyOf(states);
        lanes = Map.copyOf(lanes);
        clients = Map.copyOf(clients);
    }

    /** Nothing yet. */
    public static Totals none() {
        return new Totals(Map.of(), Map.of(), Map.of(), 0);
    }

    /** Warnings of the group in the state. */
    public long in(Group group, WarningState state) {
        return states.getOrDefault(group, Map.of()).getOrDefault(state, 0L);
    }

    /**
     * What warnings are counted by.
     *
     * @param channel they began with
     * @param grade their grade
     */
    public record Group(Channel channel, Grade grade) {}

    /**
     * Of one lane.
     *
     * @param depth warnings that wait, of those that began in it
     * @param waited how long the first of those that could be sent from this lane now has waited for
     *            it; zero when there is none
     */
    public record OfLane(long depth, Duration waited) {
        /** Nothing. */
        public static final OfLane EMPTY = new OfLane(0, Duration.ZERO);
    }

    /**
     * Of one client.
     *
     * @param open its warnings that are not final
     * @param events entries of its events feed; one holds the events of one write
     */
    public record OfClient(long open, long events) {}
}
