/** Batches as records, and how much of a client's is open. */
@NullMarked
package io.tocsin.store.batch;

import org.jspecify.annotations.NullMarked;
