/** Tests of the simulated carriers. */
@NullMarked
package io.tocsin.simulate;

import org.jspecify.annotations.NullMarked;
