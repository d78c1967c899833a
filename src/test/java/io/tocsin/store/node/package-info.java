/** Tests of what nodes agree on. */
@NullMarked
package io.tocsin.store.node;

import org.jspecify.annotations.NullMarked;
