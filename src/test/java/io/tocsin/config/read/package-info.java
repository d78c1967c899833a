/** Tests of the package of the same name. */
@NullMarked
package io.tocsin.config.read;

import org.jspecify.annotations.NullMarked;
