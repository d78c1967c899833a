/** What is counted of cases by day and by unit. */
@NullMarked
package io.tocsin.store.review.read.figure;

import org.jspecify.annotations.NullMarked;
