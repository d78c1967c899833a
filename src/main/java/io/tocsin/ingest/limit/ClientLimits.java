package io.tocsin.ingest.limit;

import io.tocsin.config.value.Rate;

/**
 * What a client may submit.
 *
 * @param rate rows in a time; reading slows down to it
 * @param maxPending warnings that are not final, at least 1
 */
public record ClientLimits(Rate rate, long maxPending) {}
