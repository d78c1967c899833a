/**
 * Refs that were used: the logs in Redis, this node's index of them, and what became of their
 * blocks.
 */
@NullMarked
package io.tocsin.store.refs;

import org.jspecify.annotations.NullMarked;
