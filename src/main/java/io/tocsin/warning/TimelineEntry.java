package io.tocsin.warning;

import java.time.Instant;

/**
 * One line of a warning's timeline as it is read.
 *
 * @param at when, by the store's clock: to the millisecond for 24 days after it was accepted, then
 *            to the second
 * @param kind what happened
 * @param carrier name of the carrier, empty when none was involved
 * @param fence number of the attempt, 0 when none was involved
 * @param text raw code or reason
 */
public record TimelineEntry(Instant at, Note.Kind kind, String carrier, int fence, String text) {}
