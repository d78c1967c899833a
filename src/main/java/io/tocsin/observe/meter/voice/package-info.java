/** Meters of calls. */
@NullMarked
package io.tocsin.observe.meter.voice;

import org.jspecify.annotations.NullMarked;
