/** API keys and what they may do; later users, roles and the audit. */
@NullMarked
package io.tocsin.access;

import org.jspecify.annotations.NullMarked;
