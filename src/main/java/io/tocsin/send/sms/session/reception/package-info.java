/** What receives beside an account's sessions. */
@NullMarked
package io.tocsin.send.sms.session.reception;

import org.jspecify.annotations.NullMarked;
