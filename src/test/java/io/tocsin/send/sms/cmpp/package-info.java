/** Tests of the CMPP codecs: the protocol's tables as bytes. */
@NullMarked
package io.tocsin.send.sms.cmpp;

import org.jspecify.annotations.NullMarked;
