package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/** Somebody else works on the case. */
public final class CaseHeldException extends CaseException {
    private static final long serialVersionUID = 1;
    private final transient Standing standing;

    /** Says how it stands. */
    public CaseHeldException(CaseId id, Standing standing) {
        super(id, "the case is " + standing);
        this.standing = standing;
    }

    /** How it really stands. */
    public Standing standing() {
        return standing;
    }
}
