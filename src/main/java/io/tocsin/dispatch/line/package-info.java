/** One carrier as dispatch sees it: what waits for it, how much it may take, whether it works. */
@NullMarked
package io.tocsin.dispatch.line;

import org.jspecify.annotations.NullMarked;
