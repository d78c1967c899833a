/**
 * Plumbing without protocol: event loops, outgoing connections, back-off.
 */
@NullMarked
package io.tocsin.net;

import org.jspecify.annotations.NullMarked;
