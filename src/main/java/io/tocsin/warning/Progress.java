package io.tocsin.warning;

/**
 * How far a warning has come: all that changes about it, small enough to be one fixed-width row of
 * its block.
 *
 * @param state where it stands
 * @param cause class of the last cause, {@link CauseClass#NONE} before the first
 * @param at seconds after its block was made at which this last changed
 * @param fence how many times it has been fenced, 0 to 65,535; also the number of the latest
 *            attempt
 * @param step index of the playbook's step it is at
 * @param stepAttempts attempts spent in this step
 * @param attempts attempts spent in all (the budget)
 * @param networkRetries NETWORK and CONFIG ends so far
 * @param carrier number of the carrier of the latest attempt, 0 before the first
 * @param flags a set of the constants below, and {@link #refusals}
 * @param parts bit set of the segments whose receipts say delivered; before that, what
 *            {@link #refusers} says
 */
public record Progress(WarningState state, CauseClass cause, int at, int fence, int step, int stepAttempts,
        int attempts, int networkRetries, int carrier, int flags, int parts) {

    /** Flag: the latest attempt's end is unknown; the carrier's rule decides after its wait. */
    public static final int AMBIGUOUS = 1;
    /** Flag: a case was opened for it. */
    public static final int FLAGGED = 2;
    /** Flag: a delivered SMS does not end the warning (the step says {@code confirm}). */
    public static final int CONFIRM = 4;
    /** Flag: it is (or was) sent again after an ambiguous end. */
    public static final int RESENT = 8;

    /**
     * The flags' higher half counts how often flow control refused it since an attempt was spent, to
     * 15.
     */
    private static final int REFUSALS = 4;
    private static final int MOST_REFUSALS = 15;
    private static final int CARRIER_BITS = 16;

    /** A new warning that nothing has happened to. */
    public static Progress fresh(WarningState state) {
        return new Progress(state, CauseClass.NONE, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Whether the flag is set. */
    public boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** How often in a row flow control refused it, 0 to 15; 15 is that or more. */
    public int refusals() {
        return (flags >> REFUSALS) & MOST_REFUSALS;
    }

    /** Flags with that many refusals, of which 15 are counted. */
    public static int refused(int flags, int times) {
        return (flags & ~(MOST_REFUSALS << REFUSALS)) | (Math.min(MOST_REFUSALS, times) << REFUSALS);
    }

    /**
     * The carriers that refused it since an attempt was spent, as they took nothing for now: a bit
     * each, see {@link #bit}. None once it is anybody's again.
     */
    public int refusers() {
        boolean waits = switch (state) {
            case SCHEDULED, READY, IN_FLIGHT -> true;
            case AWAITING_RECEIPT, REACHED, UNREACHED, SUPPRESSED, EXPIRED, CANCELLED -> false;
        };
        return waits && cause.isCarriers() ? parts : 0;
    }

    /**
     * The bit of the carrier of that number among {@link #refusers}. From the 17th carrier on two share
     * one: then what one refused counts as refused by the other, which is asked when no third takes it.
     */
    public static int bit(int carrier) {
        return 1 << carrier % CARRIER_BITS;
    }

    /** The same with another state. */
    public Progress with(WarningState next) {
        return new Progress(next, cause, at, fence, step, stepAttempts, attempts, networkRetries, carrier, flags,
                parts);
    }

    /** The same, its latest attempt having been that carrier's. */
    public Progress by(int other) {
        return new Progress(state, cause, at, fence, step, stepAttempts, attempts, networkRetries, other, flags, parts);
    }

    /** The same with another set of parts, or refusers. */
    public Progress parts(int set) {
        return new Progress(state, cause, at, fence, step, stepAttempts, attempts, networkRetries, carrier, flags, set);
    }

    /** The same, last changed at that second. */
    public Progress at(int second) {
        return new Progress(state, cause, second, fence, step, stepAttempts, attempts, networkRetries, carrier, flags,
                parts);
    }
}
