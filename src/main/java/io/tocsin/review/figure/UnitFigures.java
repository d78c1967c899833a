package io.tocsin.review.figure;

import org.jspecify.annotations.Nullable;

/**
 * How the cases of a unit and of those below it stand, and what happened in them.
 *
 * @param unit its path; null for the cases without a unit
 * @param waiting cases that are not done, now
 * @param breached clocks of these that ran out, now
 * @param figures of all the days together, under the first of them
 */
public record UnitFigures(@Nullable String unit, long waiting, long breached, DayFigures figures) {}
