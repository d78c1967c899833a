package io.tocsin.review.item;

import java.time.Instant;

/**
 * One line of what happened to a case.
 *
 * @param at when, by the store's clock, to the millisecond
 * @param by who did it; empty for the gateway itself
 * @param kind what happened: {@code opened}, {@code joined}, {@code adopted}, {@code claimed},
 *            {@code expired}, {@code released}, {@code snoozed}, {@code woke}, {@code requeued},
 *            {@code closed}, {@code escalated}, {@code feedback}, {@code undone},
 *            {@code reassigned}, {@code reopened}, {@code raised}, {@code texted}, {@code warned},
 *            {@code breached}, {@code alerted}, {@code forgotten}
 * @param text the note, a disposition's code, a station, a grade …; may be empty
 */
public record Entry(Instant at, String by, String kind, String text) {}
