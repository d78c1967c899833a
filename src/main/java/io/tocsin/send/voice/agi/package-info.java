/**
 * Where an Asterisk asks what to say and do in an answered call: FastAGI, and the dialog held
 * through it. What it needs of others, and how it is set.
 */
@NullMarked
package io.tocsin.send.voice.agi;

import org.jspecify.annotations.NullMarked;
