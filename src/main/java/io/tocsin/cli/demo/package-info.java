/** {@code tocsin demo}: the main job on a bare machine. */
@NullMarked
package io.tocsin.cli.demo;

import org.jspecify.annotations.NullMarked;
