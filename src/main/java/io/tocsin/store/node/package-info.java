/**
 * What nodes that share a Redis agree on: who is alive, what names are numbered, how data is laid
 * out.
 */
@NullMarked
package io.tocsin.store.node;

import org.jspecify.annotations.NullMarked;
