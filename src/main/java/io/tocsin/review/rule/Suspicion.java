package io.tocsin.review.rule;

import io.tocsin.review.item.Reason;

/**
 * Why a number is to be flagged.
 *
 * @param kind by which rule
 * @param text what showed it, for people
 */
public record Suspicion(Reason.Kind kind, String text) {}
