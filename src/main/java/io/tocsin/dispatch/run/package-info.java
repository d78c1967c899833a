/** The dispatcher as a whole: its lines, its loops, its beginning and its end. */
@NullMarked
package io.tocsin.dispatch.run;

import org.jspecify.annotations.NullMarked;
