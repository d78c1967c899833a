/** An account's connections, shared among the nodes by lease. */
@NullMarked
package io.tocsin.send.sms.lease;

import org.jspecify.annotations.NullMarked;
