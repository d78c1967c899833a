/**
 * CMPP 2.0 and 3.0, China Mobile's protocol: message records, decoder, encoder, login and cause
 * table. The codecs work in both directions; a simulated carrier uses them reversed.
 */
@NullMarked
package io.tocsin.send.sms.cmpp;

import org.jspecify.annotations.NullMarked;
