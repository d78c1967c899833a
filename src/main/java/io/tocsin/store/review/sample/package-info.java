/** What is kept of samples of closed cases, in Redis. */
@NullMarked
package io.tocsin.store.review.sample;

import org.jspecify.annotations.NullMarked;
