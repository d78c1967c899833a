package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/** Why something was not done with a case; nothing was changed. */
public abstract sealed class CaseException extends RuntimeException
        permits NoSuchCaseException, LeaseLostException, CaseHeldException, UndoTooLateException,
        BadDispositionException, OtherDictionaryException, WrongStateException {
    private static final long serialVersionUID = 1;
    private final transient CaseId id;

    CaseException(CaseId id, String message) {
        super(message);
        this.id = id;
    }

    /** Which case. */
    public final CaseId id() {
        return id;
    }
}
