/**
 * Tests of encodings and segments.
 */
@NullMarked
package io.tocsin.send.sms.text;

import org.jspecify.annotations.NullMarked;
