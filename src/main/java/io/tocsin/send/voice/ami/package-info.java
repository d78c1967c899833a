/**
 * AMI, Asterisk's manager interface: its messages, the codec, and a session that is kept up.
 */
@NullMarked
package io.tocsin.send.voice.ami;

import org.jspecify.annotations.NullMarked;
