/** Tests of keys and encryption. */
@NullMarked
package io.tocsin.store.secret;

import org.jspecify.annotations.NullMarked;
