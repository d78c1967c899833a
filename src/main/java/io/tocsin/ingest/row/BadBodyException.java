package io.tocsin.ingest.row;

import java.io.IOException;

/** Thrown when a body as a whole is not what it says to be; nothing can be read from there on. */
public final class BadBodyException extends IOException {
    private static final long serialVersionUID = 1;

    private final String detail;

    /** Says what was got and what was expected. */
    public BadBodyException(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** What was got and what was expected. */
    public String detail() {
        return detail;
    }
}
