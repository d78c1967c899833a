/** Tests of the index of refs. */
@NullMarked
package io.tocsin.store.refs;

import org.jspecify.annotations.NullMarked;
