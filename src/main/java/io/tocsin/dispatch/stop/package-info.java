/** The global stop: one switch that keeps every carrier of every node from sending. */
@NullMarked
package io.tocsin.dispatch.stop;

import org.jspecify.annotations.NullMarked;
