package io.tocsin.warning;

/** Where a warning stands. The ordinal is stored and known to the scripts: only append. */
public enum WarningState {
    /** 0: waits for a time: a later start, a retry, the next step. */
    SCHEDULED("scheduled", false),
    /** 1: waits for a carrier. */
    READY("ready", false),
    /** 2: fenced: an attempt is being made, or its answer is not yet recorded. */
    IN_FLIGHT("in-flight", false),
    /** 3: the carrier took it, or may have taken it; its receipt is awaited. */
    AWAITING_RECEIPT("awaiting-receipt", false),
    /** 4: the person was reached. */
    REACHED("reached", true),
    /** 5: every way was tried. */
    UNREACHED("unreached", true),
    /** 6: a rule kept it from being sent. */
    SUPPRESSED("suppressed", true),
    /** 7: its time ran out. */
    EXPIRED("expired", true),
    /** 8: its batch was cancelled. */
    CANCELLED("cancelled", true);

    private final String code;
    private final boolean end;

    WarningState(String code, boolean end) {
        this.code = code;
        this.end = end;
    }

    /** The word used in the API, results and metrics. */
    public String code() {
        return code;
    }

    /** Whether nothing more will happen to the warning. */
    public boolean isFinal() {
        return end;
    }
}
