/** How dispatch's threads live: the loop, the wait and the work are three things. */
@NullMarked
package io.tocsin.dispatch.loop;

import org.jspecify.annotations.NullMarked;
