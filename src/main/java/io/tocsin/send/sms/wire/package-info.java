/**
 * What the SMS carrier protocols share on the wire: octets that do not change, and fixed-width
 * octet strings.
 */
@NullMarked
package io.tocsin.send.sms.wire;

import org.jspecify.annotations.NullMarked;
