/** What is known, and made known, about calls under way, and the flags that they raise. */
@NullMarked
package io.tocsin.store.call;

import org.jspecify.annotations.NullMarked;
