/**
 * The words of the domain: a warning, its batch, its attempts and what became of them; the JDK
 * only.
 */
@NullMarked
package io.tocsin.warning;

import org.jspecify.annotations.NullMarked;
