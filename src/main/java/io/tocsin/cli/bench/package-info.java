/** Benchmarks: figures for people, and one line of JSON for machines. */
@NullMarked
package io.tocsin.cli.bench;

import org.jspecify.annotations.NullMarked;
