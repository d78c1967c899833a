/**
 * The command {@code dialog}: check, print, try and speak the voice robot's dialogs.
 */
@NullMarked
package io.tocsin.cli.dialog;

import org.jspecify.annotations.NullMarked;
