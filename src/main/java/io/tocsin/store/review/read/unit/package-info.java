/** What reports tell of cases unit by unit. */
@NullMarked
package io.tocsin.store.review.read.unit;

import org.jspecify.annotations.NullMarked;
