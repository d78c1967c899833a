/**
 * A dialog being held: events in, actions out; no clock, no line, no chance.
 */
@NullMarked
package io.tocsin.send.voice.dialog.talk;

import org.jspecify.annotations.NullMarked;
