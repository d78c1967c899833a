/** Redis as the store sees it: calls, scripts, deadlines, and the spelling of every key. */
@NullMarked
package io.tocsin.store.redis;

import org.jspecify.annotations.NullMarked;
