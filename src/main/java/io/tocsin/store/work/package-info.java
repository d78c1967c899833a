/** The waiting warnings in Redis: claims, transitions, orphans and what is overdue. */
@NullMarked
package io.tocsin.store.work;

import org.jspecify.annotations.NullMarked;
