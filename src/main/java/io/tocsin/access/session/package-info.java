/** Who is logged in to the console, from where and for how long. */
@NullMarked
package io.tocsin.access.session;

import org.jspecify.annotations.NullMarked;
