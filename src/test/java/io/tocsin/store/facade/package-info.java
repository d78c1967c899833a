/** Tests of the store as a whole. */
@NullMarked
package io.tocsin.store.facade;

import org.jspecify.annotations.NullMarked;
