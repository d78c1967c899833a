package io.tocsin.net;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Asks other people's HTTP servers for something. */
@FunctionalInterface
public interface HttpCaller {
    /**
     * Asks and waits for the answer. Redirects are not followed: their target was not agreed on.
     *
     * @param timeout for everything, from the connection to the last byte of the answer
     * @param most bytes of an answer
     * @return what was answered, whatever the status
     * @throws IOException when there was no answer in time, or a longer one
     */
    Reply call(Request request, Duration timeout, int most) throws IOException, InterruptedException;

    /**
     * What is asked.
     *
     * @param to whom
     * @param method such as POST
     * @param headers beside those that HTTP itself needs
     * @param body empty for none
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Request(URI to, String method, Map<String, String> headers, byte[] body) {
        /** Copies the map. */
        public Request {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * An answer.
     *
     * @param status the HTTP status
     * @param body all of it
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
    record Reply(int status, byte[] body) {}
}
