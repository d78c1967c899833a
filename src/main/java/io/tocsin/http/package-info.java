/** The HTTP door: one small handler class per resource. */
@NullMarked
package io.tocsin.http;

import org.jspecify.annotations.NullMarked;
