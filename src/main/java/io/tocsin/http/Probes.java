package io.tocsin.http;

import java.util.Optional;

/** What the server asks of the gateway for its probes and for {@code /metrics}. */
public interface Probes {
    /** Why the gateway should get no work now; empty when it should. Must answer at once. */
    Optional<String> notReady();

    /** Whether all sending is stopped by the global stop. Must answer at once. */
    default boolean stopped() {
        return false;
    }

    /**
     * The meters as text.
     *
     * @param accept the request's Accept header, may be empty
     */
    Scrape metrics(String accept);

    /**
     * Meters as text.
     *
     * @param contentType their content type
     * @param text the text
     */
    record Scrape(String contentType, String text) {}
}
