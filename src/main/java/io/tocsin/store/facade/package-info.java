/** The store as a whole: opened, checked and closed in one place. */
@NullMarked
package io.tocsin.store.facade;

import org.jspecify.annotations.NullMarked;
