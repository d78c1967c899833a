/**
 * What a carrier's protocol is to the session engine: messages made, and messages explained.
 */
@NullMarked
package io.tocsin.send.sms.protocol;

import org.jspecify.annotations.NullMarked;
