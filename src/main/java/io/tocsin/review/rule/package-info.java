/** What flags a number, decided from what happened to its warnings; pure. */
@NullMarked
package io.tocsin.review.rule;

import org.jspecify.annotations.NullMarked;
