/** Passwords and one-time codes: Argon2id (RFC 9106) and TOTP (RFC 6238). */
@NullMarked
package io.tocsin.access.password;

import org.jspecify.annotations.NullMarked;
