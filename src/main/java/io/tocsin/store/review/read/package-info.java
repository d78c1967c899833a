/** What is read about cases in Redis: lists, numbers, days, a walk over all of them. */
@NullMarked
package io.tocsin.store.review.read;

import org.jspecify.annotations.NullMarked;
