/** Blocks: their layouts, packing, encryption, and the cache of what was read. */
@NullMarked
package io.tocsin.store.block;

import org.jspecify.annotations.NullMarked;
