package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/** The case stands where that cannot be done with it, such as reopening an open one. */
public final class WrongStateException extends CaseException {
    private static final long serialVersionUID = 1;
    private final transient Standing standing;

    /** Says how it stands. */
    public WrongStateException(CaseId id, Standing standing) {
        super(id, "that cannot be done: the case is " + standing);
        this.standing = standing;
    }

    /** How it really stands. */
    public Standing standing() {
        return standing;
    }
}
