/**
 * The SMS session engine: logged-in sessions with windows, time-outs, keep-alive and reconnect,
 * beneath which any carrier protocol fits.
 */
@NullMarked
package io.tocsin.send.sms;

import org.jspecify.annotations.NullMarked;
