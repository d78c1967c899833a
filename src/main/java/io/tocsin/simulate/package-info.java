/** Carriers that behave, and misbehave, on demand; for demonstrations, benchmarks and tests. */
@NullMarked
package io.tocsin.simulate;

import org.jspecify.annotations.NullMarked;
