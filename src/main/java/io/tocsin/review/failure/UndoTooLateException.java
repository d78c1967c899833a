package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/**
 * What is to be undone is older than ten seconds, was somebody else's, or something followed it.
 */
public final class UndoTooLateException extends CaseException {
    private static final long serialVersionUID = 1;

    /** Names it. */
    public UndoTooLateException(CaseId id) {
        super(id, "case " + id + ": nothing of that token can be undone any more");
    }
}
