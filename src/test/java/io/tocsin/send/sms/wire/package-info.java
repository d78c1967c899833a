/** Tests of what the protocols share. */
@NullMarked
package io.tocsin.send.sms.wire;

import org.jspecify.annotations.NullMarked;
