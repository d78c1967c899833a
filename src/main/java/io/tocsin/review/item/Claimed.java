package io.tocsin.review.item;

import java.time.Instant;

/**
 * A case with the right to work on it.
 *
 * @param item the case
 * @param token proof of the lease
 * @param leaseUntil when it ends unless it is prolonged, by the store's clock
 */
public record Claimed(Case item, Token token, Instant leaseUntil) {}
