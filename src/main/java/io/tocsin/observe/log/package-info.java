/** How log lines are written: for people or as JSON, with numbers masked. */
@NullMarked
package io.tocsin.observe.log;

import org.jspecify.annotations.NullMarked;
