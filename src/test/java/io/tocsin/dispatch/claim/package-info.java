/** Tests of dispatch (claim), with stores and carriers in memory. */
@NullMarked
package io.tocsin.dispatch.claim;

import org.jspecify.annotations.NullMarked;
