/** The demonstration: the main job on a bare machine, with simulated carriers. */
@NullMarked
package io.tocsin.cli.demo;

import org.jspecify.annotations.NullMarked;
