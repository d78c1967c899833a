/** Tests of dispatch (call). */
@NullMarked
package io.tocsin.dispatch.call;

import org.jspecify.annotations.NullMarked;
