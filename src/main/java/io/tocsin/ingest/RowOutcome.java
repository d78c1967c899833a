package io.tocsin.ingest;

import io.tocsin.warning.WarningId;

/** What became of a valid row, told once it is certain. */
public sealed interface RowOutcome {
    /**
     * Durable.
     *
     * @param id its identity
     */
    record Accepted(WarningId id) implements RowOutcome {}

    /**
     * The ref was accepted before, with the same phone.
     *
     * @param id the warning that carries it
     * @param sameBatch whether that warning is in this very batch (a resumed body, or the ref twice in
     *            one body)
     */
    record Duplicate(WarningId id, boolean sameBatch) implements RowOutcome {}

    /**
     * The ref was accepted before, with another phone.
     *
     * @param ref the row's
     */
    record RefConflict(String ref) implements RowOutcome {}
}
