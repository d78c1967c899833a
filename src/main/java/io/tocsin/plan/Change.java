package io.tocsin.plan;

import io.tocsin.warning.CauseClass;
import io.tocsin.warning.Progress;
import io.tocsin.warning.WarningState;

/** A progress being rewritten; lives for one decision. */
final class Change {
    private static final int MOST = 255;

    private final Progress from;
    private CauseClass cause;
    private int step;
    private int stepAttempts;
    private int attempts;
    private int networkRetries;
    private int flags;
    private int parts;
    private int refusers;

    Change(Progress from) {
        this.from = from;
        cause = from.cause();
        step = from.step();
        stepAttempts = from.stepAttempts();
        attempts = from.attempts();
        networkRetries = from.networkRetries();
        flags = from.flags() & ~Progress.AMBIGUOUS & ~Progress.CONFIRM;
        parts = from.state() == WarningState.AWAITING_RECEIPT ? from.parts() : 0;
        refusers = from.refusers();
    }

    /** Spends an attempt unless the attempt in question was spent when the carrier accepted it. */
    Change spend() {
        if (from.state() == WarningState.IN_FLIGHT) {
            stepAttempts = Math.min(MOST, stepAttempts + 1);
            attempts = Math.min(MOST, attempts + 1);
            flags = Progress.refused(flags, 0);
            refusers = 0;
        }
        return this;
    }

    /** Counts a refusal by flow control. */
    Change refused() {
        flags = Progress.refused(flags, from.refusals() + 1);
        return this;
    }

    /** Notes that the carrier of the latest attempt takes nothing for now, so that others are asked. */
    Change refuser() {
        refusers |= Progress.bit(from.carrier());
        return this;
    }

    /**
     * Counts a network fault, and gives back what was spent when the carrier accepted the attempt.
     *
     * @param bound how many are borne; one more is counted, and no further
     */
    Change networkFault(int bound) {
        if (from.state() == WarningState.AWAITING_RECEIPT) {
            stepAttempts = Math.max(0, stepAttempts - 1);
            attempts = Math.max(0, attempts - 1);
        }
        networkRetries = Math.min(Math.min(MOST, bound + 1), networkRetries + 1);
        return this;
    }

    Change cause(CauseClass type) {
        cause = type;
        return this;
    }

    Change flag(int flag) {
        flags |= flag;
        return this;
    }

    Change step(int index) {
        step = index;
        stepAttempts = 0;
        refusers = 0;
        return this;
    }

    int stepAttempts() {
        return stepAttempts;
    }

    int attempts() {
        return attempts;
    }

    int networkRetries() {
        return networkRetries;
    }

    Progress to(WarningState state) {
        // Bits of refusers that wait beside another cause would be read as parts that were delivered.
        int waits = cause.isCarriers() ? refusers : 0;
        int kept = state == WarningState.AWAITING_RECEIPT || state.isFinal() ? parts : waits;
        return new Progress(state, cause, from.at(), from.fence(), step, stepAttempts, attempts, networkRetries,
                from.carrier(), flags, kept);
    }
}
