/** Tests of the store against a real Redis. */
@NullMarked
package io.tocsin.store;

import org.jspecify.annotations.NullMarked;
