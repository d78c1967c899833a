/**
 * Meters for Prometheus: one binder per part, which hears that part through its listener. Names
 * begin with {@code tocsin_}; labels are bounded by the configuration or by the code, never by what
 * people send, and never hold a number.
 */
@NullMarked
package io.tocsin.observe.meter;

import org.jspecify.annotations.NullMarked;
