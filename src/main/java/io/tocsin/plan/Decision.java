package io.tocsin.plan;

import io.tocsin.warning.Cause;
import io.tocsin.warning.Lane;
import io.tocsin.warning.WarningState;
import java.time.Instant;

/** What happens next to a warning. */
public sealed interface Decision {
    /**
     * It waits for a receipt.
     *
     * @param ambiguous whether nobody knows that the carrier took it
     */
    record Await(boolean ambiguous) implements Decision {}

    /**
     * The same step again.
     *
     * @param lane where it waits
     * @param at not before
     */
    record Retry(Lane lane, Instant at) implements Decision {}

    /**
     * Another step of the playbook, at once.
     *
     * @param step its index
     * @param lane where it waits
     * @param at from when
     */
    record NextStep(int step, Lane lane, Instant at) implements Decision {}

    /**
     * Nothing more.
     *
     * @param state one of the final states
     * @param cause why
     */
    record Finish(WarningState state, Cause cause) implements Decision {}

    /**
     * To the head of its lane, as if it had not been claimed.
     *
     * @param lane which
     */
    record BackToLane(Lane lane) implements Decision {}

    /**
     * Put off by a rule before any attempt.
     *
     * @param lane where it waits
     * @param at not before
     */
    record Defer(Lane lane, Instant at) implements Decision {}

    /** Nothing changes: what came is too late to matter. */
    record Ignore() implements Decision {}
}
