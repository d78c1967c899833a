/**
 * The 96110 queue: every flagged number is called back by a person. What a case is and what can be
 * done with it; how it is kept is the store's.
 */
@NullMarked
package io.tocsin.review;

import org.jspecify.annotations.NullMarked;
