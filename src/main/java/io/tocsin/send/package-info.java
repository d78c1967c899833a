/**
 * What every carrier is to dispatch: how much it takes now, send, suspend, and what it tells back.
 */
@NullMarked
package io.tocsin.send;

import org.jspecify.annotations.NullMarked;
