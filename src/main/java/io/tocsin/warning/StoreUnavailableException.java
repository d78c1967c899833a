package io.tocsin.warning;

/**
 * Thrown when the store does not answer in time or refuses; nothing was acknowledged, the caller
 * may try again.
 */
public final class StoreUnavailableException extends RuntimeException {
    /** Says what was tried and what came of it. */
    public StoreUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what was tried and what came of it. */
    public StoreUnavailableException(String message) {
        super(message);
    }
}
