/** Receipts matched to attempts; results, the events feed, webhooks and exports. */
@NullMarked
package io.tocsin.report;

import org.jspecify.annotations.NullMarked;
