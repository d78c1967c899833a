/** Tests of what is read about batches and warnings on a real Redis. */
@NullMarked
package io.tocsin.store.result;

import org.jspecify.annotations.NullMarked;
