/**
 * How fast a carrier may be sent to: slots, the one-second window, and slowing down when told so.
 */
@NullMarked
package io.tocsin.dispatch.limit;

import org.jspecify.annotations.NullMarked;
