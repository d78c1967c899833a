/** Tests of the package of the same name. */
@NullMarked
package io.tocsin.cli;

import org.jspecify.annotations.NullMarked;
