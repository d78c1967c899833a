/** How lines keep to what the contracts with their carriers say. */
@NullMarked
package io.tocsin.dispatch.contract.keeping;

import org.jspecify.annotations.NullMarked;
