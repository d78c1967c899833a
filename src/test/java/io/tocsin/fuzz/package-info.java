/**
 * Seeded, structure-aware fuzzing of decoders: what they must hold whatever comes in.
 */
@NullMarked
package io.tocsin.fuzz;

import org.jspecify.annotations.NullMarked;
