/** What scalars of the configuration file are read as. */
@NullMarked
package io.tocsin.config.read.kind;

import org.jspecify.annotations.NullMarked;
