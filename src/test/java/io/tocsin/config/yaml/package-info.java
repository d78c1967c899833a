/** Tests of the package of the same name. */
@NullMarked
package io.tocsin.config.yaml;

import org.jspecify.annotations.NullMarked;
