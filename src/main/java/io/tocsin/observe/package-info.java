/** Meters, health, logging and masking. */
@NullMarked
package io.tocsin.observe;

import org.jspecify.annotations.NullMarked;
