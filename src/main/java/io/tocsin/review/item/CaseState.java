package io.tocsin.review.item;

import java.util.Arrays;
import java.util.Optional;

/** Where a case stands. The ordinal is stored and known to the scripts: only append. */
public enum CaseState {
    /** 0: waits for somebody. */
    OPEN("open"),
    /** 1: somebody works on it. */
    LEASED("leased"),
    /** 2: waits for a time. */
    SNOOZED("snoozed"),
    /** 3: a police station visits the person; its feedback is awaited. */
    ESCALATED("escalated"),
    /** 4: closed with a disposition. */
    DONE("done");

    private final String code;

    CaseState(String code) {
        this.code = code;
    }

    /** The word used in the API and metrics. */
    public String code() {
        return code;
    }

    /** The state of that word; empty when there is none. */
    public static Optional<CaseState> of(String code) {
        return Arrays.stream(values()).filter(state -> state.code.equals(code)).findFirst();
    }
}
