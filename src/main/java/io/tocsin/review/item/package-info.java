/** A case and everything that belongs to it. */
@NullMarked
package io.tocsin.review.item;

import org.jspecify.annotations.NullMarked;
