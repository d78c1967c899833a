/** Keys, encryption at rest and look-up of numbers without their digits. */
@NullMarked
package io.tocsin.store.secret;

import org.jspecify.annotations.NullMarked;
