package io.tocsin.http;

/** Hears what the HTTP door does; called on event loops, must not block. */
public interface HttpListener {
    /** Hears and does nothing. */
    HttpListener NONE = (_, _, _, _) -> {
    };

    /**
     * A request was answered.
     *
     * @param method its method
     * @param path its address with variables in braces, {@code other} for what no call knows
     * @param status the answer's status
     * @param nanos from the first byte of the request to the last of the answer
     */
    void answered(String method, String path, int status, long nanos);
}
