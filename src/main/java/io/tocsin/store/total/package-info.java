/** The counters of all warnings. */
@NullMarked
package io.tocsin.store.total;

import org.jspecify.annotations.NullMarked;
