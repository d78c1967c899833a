package io.tocsin.access;

import java.util.Arrays;
import java.util.Optional;

/** What an API key may do. */
public enum Scope {
    /** Submit batches and see the client's own. */
    SUBMIT("submit"),
    /** Work on review cases. */
    REVIEW("review"),
    /** Suspend carriers, stop numbers, pause batches. */
    OPERATE("operate"),
    /** Read only. */
    READ("read");

    private final String code;

    Scope(String code) {
        this.code = code;
    }

    /** The word used in configuration. */
    public String code() {
        return code;
    }

    /** The scope of a word; empty when it is none. */
    public static Optional<Scope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }
}
