/** Tests of dispatch, with stores and carriers in memory. */
@NullMarked
package io.tocsin.dispatch;

import org.jspecify.annotations.NullMarked;
