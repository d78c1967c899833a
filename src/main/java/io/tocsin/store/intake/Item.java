package io.tocsin.store.intake;

import io.tocsin.ingest.NewWarning;
import io.tocsin.store.secret.RefKeys.RefKey;

/**
 * A row on its way.
 *
 * @param row as it was given
 * @param ref key of its ref
 * @param phone fingerprint of its phone
 * @param ticket of the draft it came in
 */
record Item(NewWarning row, RefKey ref, int phone, Ticket ticket) {}
