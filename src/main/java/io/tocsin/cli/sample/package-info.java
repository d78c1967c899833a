/** Made-up warnings for demonstrations and benchmarks. */
@NullMarked
package io.tocsin.cli.sample;

import org.jspecify.annotations.NullMarked;
