/** Tests of the package of the same name. */
@NullMarked
package io.tocsin.access;

import org.jspecify.annotations.NullMarked;
