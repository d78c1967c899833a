package io.tocsin.warning;

import org.jspecify.annotations.Nullable;

/**
 * What a carrier says later about one message.
 *
 * @param messageId the id in the carrier's normal form
 * @param phone digits of the number as the carrier wrote them, possibly without country code, empty
 *            when it says none
 * @param cause the state and its class; {@code REACHED} means delivered
 * @param submittedAt the carrier's submit time as it came, null when it says none
 */
public record Receipt(String messageId, String phone, Cause cause, @Nullable String submittedAt) {}
