package io.tocsin.dispatch;

import io.tocsin.config.value.NumberPrefixes;
import java.util.List;

/**
 * Guards for a pilot, {@code safety}.
 *
 * @param onlyTo only numbers that begin so are contacted, the rest is suppressed; empty for no
 *            restriction
 * @param exercise whether every message is marked 演练
 */
public record SafetyConfig(NumberPrefixes onlyTo, boolean exercise) {
    /** No guard. */
    public static SafetyConfig defaults() {
        return new SafetyConfig(new NumberPrefixes(List.of()), false);
    }
}
