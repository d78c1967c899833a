/**
 * How a text becomes the contents of short messages: encodings and segments. Pure.
 */
@NullMarked
package io.tocsin.send.sms.text;

import org.jspecify.annotations.NullMarked;
