/** A gateway with simulated carriers in one process, for demonstrations, benchmarks and tests. */
@NullMarked
package io.tocsin.cli.stand;

import org.jspecify.annotations.NullMarked;
