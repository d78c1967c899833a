/** The only code that knows Redis. */
@NullMarked
package io.tocsin.store;

import org.jspecify.annotations.NullMarked;
