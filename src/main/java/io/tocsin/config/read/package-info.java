/**
 * Reads the configuration file into its records: every key there is, its default and what is
 * refused.
 */
@NullMarked
package io.tocsin.config.read;

import org.jspecify.annotations.NullMarked;
