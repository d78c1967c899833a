/** The review queue in Redis. */
@NullMarked
package io.tocsin.store.review;

import org.jspecify.annotations.NullMarked;
