/**
 * SMGP 3.0.3, China Telecom's protocol: message records, decoder, encoder, login and receipts. The
 * codecs work in both directions; a simulated carrier uses them reversed.
 */
@NullMarked
package io.tocsin.send.sms.smgp;

import org.jspecify.annotations.NullMarked;
