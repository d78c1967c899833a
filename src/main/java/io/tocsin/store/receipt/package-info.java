/** Receipts matched to attempts in Redis, by message id or, at the end, by phone. */
@NullMarked
package io.tocsin.store.receipt;

import org.jspecify.annotations.NullMarked;
