/** Tests of what nodes share. */
@NullMarked
package io.tocsin.store.control;

import org.jspecify.annotations.NullMarked;
