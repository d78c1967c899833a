/** Tests of claims, transitions, control and contacts on a real Redis. */
@NullMarked
package io.tocsin.store.work;

import org.jspecify.annotations.NullMarked;
