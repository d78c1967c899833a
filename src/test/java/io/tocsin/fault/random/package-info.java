/** Random things that happen to whole dispatchers on a real Redis with simulated carriers. */
@NullMarked
package io.tocsin.fault.random;

import org.jspecify.annotations.NullMarked;
