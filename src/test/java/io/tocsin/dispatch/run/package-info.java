/** Tests of dispatch (run), with stores and carriers in memory. */
@NullMarked
package io.tocsin.dispatch.run;

import org.jspecify.annotations.NullMarked;
