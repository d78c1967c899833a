package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/** There is no such case, or it is of a unit that the caller does not see. */
public final class NoSuchCaseException extends CaseException {
    private static final long serialVersionUID = 1;

    /** Names it. */
    public NoSuchCaseException(CaseId id) {
        super(id, "there is no case " + id);
    }
}
