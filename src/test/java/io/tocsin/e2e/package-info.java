/**
 * The whole gateway through its real doors: real Redis, simulated carriers, processes that are
 * killed.
 */
@NullMarked
package io.tocsin.e2e;

import org.jspecify.annotations.NullMarked;
