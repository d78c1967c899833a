/** Submissions by idempotency key and by sequence. */
@NullMarked
package io.tocsin.store.submission;

import org.jspecify.annotations.NullMarked;
