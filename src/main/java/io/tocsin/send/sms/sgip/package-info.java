/**
 * SGIP 1.2, China Unicom's protocol: message records, decoder, encoder, login and cause table. Both
 * sides are client and server: we bind to submit, and the carrier binds to us to report and
 * deliver.
 */
@NullMarked
package io.tocsin.send.sms.sgip;

import org.jspecify.annotations.NullMarked;
