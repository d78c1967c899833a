/**
 * Receipts on their way from a carrier to the attempts they speak of: gathered, matched, tried
 * again when they overtook their attempt, and confirmed only when durable.
 */
@NullMarked
package io.tocsin.report.receipts;

import org.jspecify.annotations.NullMarked;
