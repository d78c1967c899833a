/** Tests of the package of the same name. */
@NullMarked
package io.tocsin.config.value;

import org.jspecify.annotations.NullMarked;
