/**
 * Dialogs of the voice robot: checked when they are made, published once, never changed.
 */
@NullMarked
package io.tocsin.send.voice.dialog;

import org.jspecify.annotations.NullMarked;
