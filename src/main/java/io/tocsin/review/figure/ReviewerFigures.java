package io.tocsin.review.figure;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one reviewer holds and did today.
 *
 * @param name who
 * @param seen the latest sign of life, to some seconds
 * @param online whether that is less than two minutes ago
 * @param holding cases held
 * @param doneToday cases closed since midnight
 * @param medianFirstTouch how long cases waited until this one took them up first, today, to about
 *            a tenth; null when there was none
 */
public record ReviewerFigures(String name, Instant seen, boolean online, long holding, long doneToday,
        @Nullable Duration medianFirstTouch) {}
