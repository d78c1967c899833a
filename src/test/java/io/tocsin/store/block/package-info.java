/** Tests of blocks' layouts. */
@NullMarked
package io.tocsin.store.block;

import org.jspecify.annotations.NullMarked;
