/**
 * What goes wrong around a whole gateway: proxies that cut and spoil, carriers, upstreams and a
 * Redis that misbehave, and what the gateway makes of it.
 */
@NullMarked
package io.tocsin.fault;

import org.jspecify.annotations.NullMarked;
