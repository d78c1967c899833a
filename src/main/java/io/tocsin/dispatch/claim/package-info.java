/**
 * What a line claims: which lanes of which partitions, in whose turn, and what becomes of it before
 * it is sent.
 */
@NullMarked
package io.tocsin.dispatch.claim;

import org.jspecify.annotations.NullMarked;
