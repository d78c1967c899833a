/** Closed cases that are drawn by chance and looked at again (质量抽查), and what came of that. */
@NullMarked
package io.tocsin.review.sample;

import org.jspecify.annotations.NullMarked;
