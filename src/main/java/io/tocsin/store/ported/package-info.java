/** Numbers that changed their operator, in Redis and as this node's copy. */
@NullMarked
package io.tocsin.store.ported;

import org.jspecify.annotations.NullMarked;
