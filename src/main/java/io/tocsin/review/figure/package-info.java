/** Lists and numbers of cases, for people who look at many of them. */
@NullMarked
package io.tocsin.review.figure;

import org.jspecify.annotations.NullMarked;
