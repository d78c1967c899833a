/**
 * A strict reader of YAML: nodes with their places in, typed values or every problem at once out.
 * Knows no key of ours.
 */
@NullMarked
package io.tocsin.config.yaml;

import org.jspecify.annotations.NullMarked;
