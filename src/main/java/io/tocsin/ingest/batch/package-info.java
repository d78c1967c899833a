/**
 * One submission from its first byte to its answer: idempotency, checkpoints, resuming, rate and
 * pending limits.
 */
@NullMarked
package io.tocsin.ingest.batch;

import org.jspecify.annotations.NullMarked;
