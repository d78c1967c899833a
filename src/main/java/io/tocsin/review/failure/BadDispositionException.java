package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/** The disposition is not in the dictionary, or lacks what the dictionary says it needs. */
public final class BadDispositionException extends CaseException {
    private static final long serialVersionUID = 1;
    private final String field;

    /**
     * Says what was expected.
     *
     * @param field {@code disposition}, {@code note}, {@code amountSaved}, {@code amountLost},
     *            {@code station} or {@code fields.NAME}
     */
    public BadDispositionException(CaseId id, String field, String expected) {
        super(id, field + ": expected " + expected);
        this.field = field;
    }

    /** Which field is wrong. */
    public String field() {
        return field;
    }
}
