/**
 * The command {@code dialog}: check, print and try the voice robot's dialogs.
 */
@NullMarked
package io.tocsin.cli.dialog;

import org.jspecify.annotations.NullMarked;
