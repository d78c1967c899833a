package io.tocsin.http;

import io.tocsin.config.value.Checks;

/**
 * How much the HTTP door does at once; what is more is answered 503, connections beyond their bound
 * are closed.
 *
 * @param connections connections of each listener, 1 to 100,000
 * @param requests requests worked on, 1 to 100,000
 * @param bodies streamed bodies read, 1 to 10,000; one client may have half of them
 */
public record HttpLimits(int connections, int requests, int bodies) {
    /** Refuses what is out of range. */
    public HttpLimits {
        new Checks().between("connections", connections, 1, 100_000).between("requests", requests, 1, 100_000)
                .between("bodies", bodies, 1, 10_000).done();
    }

    /** 1,000 connections, as the TCP door, 512 requests and 64 streamed bodies. */
    public static HttpLimits defaults() {
        return new HttpLimits(1_000, 512, 64);
    }
}
