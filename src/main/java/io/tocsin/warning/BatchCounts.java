package io.tocsin.warning;

import java.util.Map;

/**
 * How a batch stands, in numbers that always balance: submitted = accepted + duplicate + rejected,
 * and accepted is the sum over the states.
 *
 * @param duplicate rows whose ref was accepted before with the same phone
 * @param rejected rows that were refused
 * @param states warnings by state; states without warnings may be absent
 * @param flagged warnings with a case
 */
public record BatchCounts(long duplicate, long rejected, Map<WarningState, Long> states, long flagged) {
    /** Copies the map. */
    public BatchCounts {
        states = Map.copyOf(states);
    }

    /** Warnings that were made durable. */
    public long accepted() {
        return states.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows that were read. */
    public long submitted() {
        return accepted() + duplicate + rejected;
    }

    /** Warnings in that state. */
    public long in(WarningState state) {
        return states.getOrDefault(state, 0L);
    }

    /** Warnings that are not final. */
    public long open() {
        return states.entrySet().stream().filter(e -> !e.getKey().isFinal()).mapToLong(Map.Entry::getValue).sum();
    }
}
