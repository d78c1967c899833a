/** Why something could not be done with a case. */
@NullMarked
package io.tocsin.review.failure;

import org.jspecify.annotations.NullMarked;
