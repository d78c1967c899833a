/** Tests of intake against a real Redis. */
@NullMarked
package io.tocsin.store.intake;

import org.jspecify.annotations.NullMarked;
