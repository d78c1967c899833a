package io.tocsin.warning;

import java.util.Arrays;
import java.util.Optional;

/** What a dialog came to. The ordinal may be stored: only append. */
public enum Outcome {
    /** The person said or showed that the warning was understood. */
    UNDERSTOOD("understood"),
    /** The person seems to be talking to a swindler, or to have paid one. */
    VICTIM_SUSPECTED("victim-suspected"),
    /** The person did not want to listen. */
    REFUSED("refused"),
    /** Somebody else answered. */
    WRONG_PERSON("wrong-person"),
    /** The call was answered, and nothing shows that the warning was heard. */
    NO_RESPONSE("no-response"),
    /** A person of the 96110 line took the call over. */
    TRANSFERRED("transferred");

    private final String code;

    Outcome(String code) {
        this.code = code;
    }

    /** The word in files, the API and metrics. */
    public String code() {
        return code;
    }

    /**
     * The outcome of that word.
     *
     * @param code such as {@code victim-suspected}
     * @return empty when there is none
     */
    public static Optional<Outcome> of(String code) {
        return Arrays.stream(values()).filter(outcome -> outcome.code.equals(code)).findFirst();
    }
}
