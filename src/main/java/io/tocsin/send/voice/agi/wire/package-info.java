/**
 * FastAGI as it is on the wire (Asterisk's {@code res/res_agi.c}): requests, commands, replies, one
 * line each.
 */
@NullMarked
package io.tocsin.send.voice.agi.wire;

import org.jspecify.annotations.NullMarked;
