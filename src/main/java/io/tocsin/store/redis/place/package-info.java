/** Where a Redis is, how to log in, and how long to wait for it. */
@NullMarked
package io.tocsin.store.redis.place;

import org.jspecify.annotations.NullMarked;
