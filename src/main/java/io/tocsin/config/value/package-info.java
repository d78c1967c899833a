/**
 * Value types that configuration is written in: rates, durations, hours, secrets, listeners. They
 * import nothing of ours.
 */
@NullMarked
package io.tocsin.config.value;

import org.jspecify.annotations.NullMarked;
