package io.tocsin.net;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Posts bodies to other people's HTTP servers. */
@FunctionalInterface
public interface HttpPoster {
    /**
     * Posts and waits for the answer. Redirects are not followed: their target was not agreed on.
     *
     * @param headers beside those that HTTP itself needs
     * @param timeout for everything, from the connection to the last byte of the answer
     * @return what was answered, whatever the status
     * @throws IOException when there was no answer in time
     */
    Answer post(URI to, Map<String, String> headers, byte[] body, Duration timeout)
            throws IOException, InterruptedException;

    /**
     * An answer; its body is thrown away.
     *
     * @param status the HTTP status
     * @param retryAfter value of {@code Retry-After}, empty when there is none
     */
    record Answer(int status, String retryAfter) {}
}
