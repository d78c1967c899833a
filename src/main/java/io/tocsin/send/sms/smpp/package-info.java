/**
 * SMPP 3.4, aggregators' protocol, with what carriers use of 5.0: message records, decoder,
 * encoder, login and receipts. The codecs work in both directions; a simulated carrier uses them
 * reversed.
 */
@NullMarked
package io.tocsin.send.sms.smpp;

import org.jspecify.annotations.NullMarked;
