package io.tocsin.review.figure;

import io.tocsin.review.item.CaseState;
import io.tocsin.warning.Grade;
import java.time.Duration;
import java.util.Map;

/**
 * How the queue stands, in the cases that somebody sees.
 *
 * @param flagged cases that were ever opened
 * @param states cases by state and grade; pairs without cases may be absent
 * @param oldest how long the first of the grade's open cases waits; grades without may be absent
 * @param breached by clock, cases that are not done and whose clock ran out, by grade; that of the
 *            first touch counts until the case is taken up
 * @param pending flagged warnings whose case is about to be opened, all units together
 * @param uncovered cases that are not done and whose unit nobody covers, all units together
 * @param lost cases that were not in their place when this node last looked at all of them, all
 *            units together: {@link Balance#lost}
 * @param mine what the asker holds and did
 */
public record Summary(long flagged, Map<CaseState, Map<Grade, Long>> states, Map<Grade, Duration> oldest,
        Map<String, Map<Grade, Long>> breached, long pending, long uncovered, long lost, Mine mine) {
    /** Name of the clock that ends when somebody takes the case up. */
    public static final String FIRST_TOUCH = "first-touch";
    /** Name of the clock that ends when the case is closed. */
    public static final String CLOSE = "close";

    /** Copies the maps. */
    public Summary {
        states = Map.copyOf(states);
        oldest = Map.copyOf(oldest);
        breached = Map.copyOf(breached);
    }

    /**
     * What the asker holds and did.
     *
     * @param leased cases held
     * @param doneToday cases closed since midnight
     */
    public record Mine(long leased, long doneToday) {}

    /** Cases in that state. */
    public long in(CaseState state) {
        return states.getOrDefault(state, Map.of()).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Cases in that state and grade. */
    public long in(CaseState state, Grade grade) {
        return states.getOrDefault(state, Map.of()).getOrDefault(grade, 0L);
    }

    /** Cases that are not done. */
    public long waiting() {
        return states.keySet().stream().filter(state -> state != CaseState.DONE).mapToLong(this::in).sum();
    }

    /**
     * Flagged less done less everything that is not done, each counted for itself (全部复核): anything but
     * 0 is a fault.
     */
    public long difference() {
        return flagged - in(CaseState.DONE) - waiting();
    }

    /** Whether every case is accounted for: by the counters, and by the last look at all of them. */
    public boolean balanced() {
        return difference() == 0 && lost == 0;
    }
}
