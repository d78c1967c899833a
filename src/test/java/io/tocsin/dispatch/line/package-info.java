/** Tests of dispatch (line), with stores and carriers in memory. */
@NullMarked
package io.tocsin.dispatch.line;

import org.jspecify.annotations.NullMarked;
