package io.tocsin.report.day;

import io.tocsin.report.ResultStore;
import io.tocsin.warning.BatchStatus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums batches up by the day they were begun on; the lists of batches are the source. */
public final class Days {
    /** Most days of one question. */
    public static final int MOST = 400;
    /** Batches that one question looks at. */
    private static final int MOST_BATCHES = 50_000;
    private static final int PAGE = 500;
    private final ResultStore store;
    private final ZoneId zone;

    /** Days of that zone. */
    public Days(ResultStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    /**
     * Days and whether they are whole.
     *
     * @param days every day asked for, the first first
     * @param clients all the days together, under the first of them, by who submitted; those who did
     *            not are missing
     * @param whole false when there were more batches than one question looks at: then the first days
     *            lack some
     */
    public record Counted(List<DayCounts> days, Map<String, DayCounts> clients, boolean whole) {
        /** Copies list and map. */
        public Counted {
            days = List.copyOf(days);
            clients = Map.copyOf(clients);
        }
    }

    /** The day it is at a time. */
    public LocalDate day(java.time.Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /**
     * Counts days; blocks.
     *
     * @param client of whom, null for everybody's
     * @param to inclusive
     * @throws IllegalArgumentException when these are no days, or more than {@link #MOST}
     */
    public Counted count(@Nullable String client, LocalDate from, LocalDate to) {
        if (to.isBefore(from) || from.plusDays(MOST).isBefore(to)) {
            throw new IllegalArgumentException("got " + from + " to " + to + ", expected 1 to " + MOST + " days");
        }
        Map<LocalDate, DayCounts> days = new TreeMap<>();
        from.datesUntil(to.plusDays(1)).forEach(day -> days.put(day, DayCounts.none(day)));
        Map<String, DayCounts> clients = new HashMap<>();
        int seen = 0;
        String cursor = null;
        do {
            ResultStore.Page<BatchStatus> page = store.batches(client, cursor, PAGE);
            for (BatchStatus status : page.items()) {
                LocalDate day = day(status.batch().createdAt());
                if (day.isBefore(from)) {
                    return new Counted(new ArrayList<>(days.values()), clients, true);
                }
                if (days.computeIfPresent(day, (_, counts) -> counts.plus(status.counts())) != null) {
                    clients.merge(status.batch().client(), DayCounts.none(from).plus(status.counts()), DayCounts::plus);
                }
            }
            seen += page.items().size();
            cursor = page.next();
        } while (cursor != null && seen < MOST_BATCHES);
        return new Counted(new ArrayList<>(days.values()), clients, cursor == null);
    }
}
