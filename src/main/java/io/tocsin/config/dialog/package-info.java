/**
 * Reads files of dialogs, as strictly as the configuration.
 */
@NullMarked
package io.tocsin.config.dialog;

import org.jspecify.annotations.NullMarked;
