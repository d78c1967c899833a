/** Tests of the gateway's own Redis. */
@NullMarked
package io.tocsin.store.embedded;

import org.jspecify.annotations.NullMarked;
