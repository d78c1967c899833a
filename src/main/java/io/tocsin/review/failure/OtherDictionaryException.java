package io.tocsin.review.failure;

import io.tocsin.review.item.CaseId;

/**
 * A disposition was chosen from a dictionary that holds no more, and in the one that holds it is
 * not there or means something else.
 */
public final class OtherDictionaryException extends CaseException {
    private static final long serialVersionUID = 1;

    /**
     * Says what is to be chosen again.
     *
     * @param disposition its code
     * @param from the version from which it was chosen
     * @param now the version that holds
     */
    public OtherDictionaryException(CaseId id, String disposition, int from, int now) {
        super(id,
                "disposition: got " + disposition + " of version " + from
                        + " of the dictionary, expected one of version "
                        + now + ", which holds now and says another thing by it or has it no more: choose again");
    }
}
