package io.tocsin.ingest.row;

import java.io.IOException;

/** Thrown by a body that has not come any further for as long as is waited. */
public final class IdleBodyException extends IOException {
    private static final long serialVersionUID = 1;

    /** Says how long was waited. */
    public IdleBodyException(String message) {
        super(message);
    }
}
