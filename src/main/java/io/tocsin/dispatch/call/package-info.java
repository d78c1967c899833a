/** What calls need that texts do not: lines of a trunk, which all nodes share. */
@NullMarked
package io.tocsin.dispatch.call;

import org.jspecify.annotations.NullMarked;
