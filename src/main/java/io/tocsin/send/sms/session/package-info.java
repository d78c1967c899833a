/**
 * One session with an SMS carrier, whatever its protocol: login, window, time-outs, keep-alive,
 * reconnect and an orderly end.
 */
@NullMarked
package io.tocsin.send.sms.session;

import org.jspecify.annotations.NullMarked;
