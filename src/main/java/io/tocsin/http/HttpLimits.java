package io.tocsin.http;

import io.tocsin.config.value.Checks;

/**
 * How much the HTTP door does at once; what is more is answered 503, connections beyond their bound
 * are closed.
 *
 * @param connections connections of each listener, 1 to 100,000
 * @param requests requests worked on, 1 to 100,000
 * @param bodies streamed bodies read, 1 to 10,000; one client may have half of them
 * @param streams streams of events open, 1 to 100,000; each keeps a connection for itself where
 *            there is no HTTP/2, so there are to be many more connections
 */
public record HttpLimits(int connections, int requests, int bodies, int streams) {
    /** Refuses what is out of range. */
    public HttpLimits {
        new Checks().between("connections", connections, 1, 100_000).between("requests", requests, 1, 100_000)
                .between("bodies", bodies, 1, 10_000).between("streams", streams, 1, 100_000).done();
    }

    /**
     * 2,000 connections, 512 requests, 64 streamed bodies and 500 streams of events: three hundred
     * reviewers with a stream and a connection or two for their acts leave a thousand to clients.
     */
    public static HttpLimits defaults() {
        return new HttpLimits(2_000, 512, 64, 500);
    }
}
