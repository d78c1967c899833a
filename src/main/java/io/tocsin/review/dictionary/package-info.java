/** What reviewers may find and do, as a list that can be edited and keeps its history. */
@NullMarked
package io.tocsin.review.dictionary;

import org.jspecify.annotations.NullMarked;
