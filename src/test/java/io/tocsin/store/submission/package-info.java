/** Tests of submissions against a real Redis. */
@NullMarked
package io.tocsin.store.submission;

import org.jspecify.annotations.NullMarked;
