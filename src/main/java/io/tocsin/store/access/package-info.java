/** Users, sessions, keys and the audit log in Redis. */
@NullMarked
package io.tocsin.store.access;

import org.jspecify.annotations.NullMarked;
