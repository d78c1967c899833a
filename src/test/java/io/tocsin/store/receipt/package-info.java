/** Tests of receipts on a real Redis. */
@NullMarked
package io.tocsin.store.receipt;

import org.jspecify.annotations.NullMarked;
