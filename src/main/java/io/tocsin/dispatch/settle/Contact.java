package io.tocsin.dispatch.settle;

import io.tocsin.warning.Phone;
import io.tocsin.warning.Transition;

/** A settling whose attempt may have been counted as a contact of its phone. */
public interface Contact extends Settling {
    /** Whether a contact was counted and, as it turns out, did not happen. */
    boolean givesBack(Transition made);

    /** Whose contact. */
    Phone phone();
}
