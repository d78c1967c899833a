/** The browser that tests of the console drive. */
@NullMarked
package io.tocsin.console;

import org.jspecify.annotations.NullMarked;
