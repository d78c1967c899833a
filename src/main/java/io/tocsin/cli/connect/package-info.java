/** Logs in to what a configuration names, for {@code check --connect}. */
@NullMarked
package io.tocsin.cli.connect;

import org.jspecify.annotations.NullMarked;
