/** Where peers connect to us. */
@NullMarked
package io.tocsin.net.door;

import org.jspecify.annotations.NullMarked;
