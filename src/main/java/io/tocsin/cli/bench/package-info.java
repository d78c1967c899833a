/**
 * What {@code ./tocsin bench} measures.
 */
@NullMarked
package io.tocsin.cli.bench;

import org.jspecify.annotations.NullMarked;
