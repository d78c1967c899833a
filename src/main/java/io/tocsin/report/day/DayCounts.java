package io.tocsin.report.day;

import io.tocsin.warning.BatchCounts;
import io.tocsin.warning.WarningState;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/**
 * The warnings of the batches that were begun on a day.
 *
 * @param day in the configured zone
 * @param batches how many batches
 * @param submitted rows that came
 * @param states accepted warnings by where they stand now
 * @param flagged of these, those whose person seems to be a victim
 */
public record DayCounts(LocalDate day, long batches, long submitted, Map<WarningState, Long> states, long flagged) {
    /** Copies the map. */
    public DayCounts {
        states = Map.copyOf(states);
    }

    /** A day without batches. */
    public static DayCounts none(LocalDate day) {
        return new DayCounts(day, 0, 0, Map.of(), 0);
    }

    /** The same with a batch more. */
    DayCounts plus(BatchCounts counts) {
        Map<WarningState, Long> sum = new EnumMap<>(WarningState.class);
        sum.putAll(states);
        for (WarningState state : WarningState.values()) {
            sum.merge(state, counts.in(state), Long::sum);
        }
        return new DayCounts(day, batches + 1, submitted + counts.submitted(), sum, flagged + counts.flagged());
    }

    /** Both together, under this one's day. */
    public DayCounts plus(DayCounts other) {
        Map<WarningState, Long> sum = new EnumMap<>(WarningState.class);
        sum.putAll(states);
        other.states.forEach((state, n) -> sum.merge(state, n, Long::sum));
        return new DayCounts(day, batches + other.batches, submitted + other.submitted, sum, flagged + other.flagged);
    }

    /** Warnings that stand there. */
    public long in(WarningState state) {
        return states.getOrDefault(state, 0L);
    }

    /** Warnings that were accepted. */
    public long accepted() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Warnings that came to their end. */
    public long ended() {
        return in(WarningState.REACHED) + in(WarningState.UNREACHED) + in(WarningState.SUPPRESSED)
                + in(WarningState.EXPIRED) + in(WarningState.CANCELLED);
    }
}
