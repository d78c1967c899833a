/** Tests of the talk with Redis. */
@NullMarked
package io.tocsin.store.redis;

import org.jspecify.annotations.NullMarked;
