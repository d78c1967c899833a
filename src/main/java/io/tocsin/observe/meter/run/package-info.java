/** Meters of what the program runs on: Java, Netty and Redis. */
@NullMarked
package io.tocsin.observe.meter.run;

import org.jspecify.annotations.NullMarked;
