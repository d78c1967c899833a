package io.tocsin.review.figure;

import io.tocsin.review.item.CaseState;
import io.tocsin.warning.Grade;
import org.jspecify.annotations.Nullable;

/**
 * Which cases are listed; null for all.
 *
 * @param state where they stand; null for everything that is not done
 * @param grade how urgent
 * @param unit the path of a unit: cases of it and of those below
 * @param holder who works on them
 * @param breached whether a clock ran out; false for all
 */
public record CaseFilter(@Nullable CaseState state, @Nullable Grade grade, @Nullable String unit,
        @Nullable String holder, boolean breached) {
    /** Everything that is not done. */
    public static final CaseFilter WAITING = new CaseFilter(null, null, null, null, false);
}
