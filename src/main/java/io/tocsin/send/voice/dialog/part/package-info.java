/**
 * What a dialog is made of: states, prompts, branches, limits; data only.
 */
@NullMarked
package io.tocsin.send.voice.dialog.part;

import org.jspecify.annotations.NullMarked;
