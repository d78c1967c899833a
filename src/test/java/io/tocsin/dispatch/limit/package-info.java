/** Tests of dispatch (limit), with stores and carriers in memory. */
@NullMarked
package io.tocsin.dispatch.limit;

import org.jspecify.annotations.NullMarked;
