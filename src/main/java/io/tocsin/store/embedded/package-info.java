/**
 * The gateway's own Redis: found or unpacked, started, watched over, and stopped with the gateway.
 */
@NullMarked
package io.tocsin.store.embedded;

import org.jspecify.annotations.NullMarked;
