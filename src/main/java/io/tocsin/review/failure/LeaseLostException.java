package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/** The caller's token is stale: the lease ran out, or somebody else has the case now. */
public final class LeaseLostException extends CaseException {
    private static final long serialVersionUID = 1;
    private final transient Standing standing;

    /** Says how it stands. */
    public LeaseLostException(CaseId id, Standing standing) {
        super(id, "the lease is lost: the case is " + standing);
        this.standing = standing;
    }

    /** How it really stands. */
    public Standing standing() {
        return standing;
    }
}
