/** A site's own words on what the ends of its calls mean. */
@NullMarked
package io.tocsin.send.voice.cause;

import org.jspecify.annotations.NullMarked;
