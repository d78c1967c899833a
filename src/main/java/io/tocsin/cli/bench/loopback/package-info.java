/**
 * The SMS carrier against the simplest gateway there can be, in one process: what the session
 * engine alone can do.
 */
@NullMarked
package io.tocsin.cli.bench.loopback;

import org.jspecify.annotations.NullMarked;
