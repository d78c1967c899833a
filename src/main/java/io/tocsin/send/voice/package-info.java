/**
 * Calls through an Asterisk: who is rung, what becomes of the call, and what that means.
 */
@NullMarked
package io.tocsin.send.voice;

import org.jspecify.annotations.NullMarked;
