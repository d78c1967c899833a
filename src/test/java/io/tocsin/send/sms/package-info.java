/** Tests of the session engine. */
@NullMarked
package io.tocsin.send.sms;

import org.jspecify.annotations.NullMarked;
