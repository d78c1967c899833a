/**
 * The dry run: what would become of a batch, found by the rules of intake and dispatch, with
 * nothing made.
 */
@NullMarked
package io.tocsin.ingest.batch.dry;

import org.jspecify.annotations.NullMarked;
