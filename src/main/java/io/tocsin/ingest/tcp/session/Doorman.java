package io.tocsin.ingest.tcp.session;

import java.util.Optional;

/** Knows whose API key is whose. */
@FunctionalInterface
public interface Doorman {
    /**
     * What the key may do.
     *
     * @param client who it says it is
     * @param key its key as it came
     * @return empty when that is not the client's key
     */
    Optional<Rights> admit(String client, String key);

    /**
     * What a key may do over a connection.
     *
     * @param submit submit warnings
     * @param events get results
     */
    record Rights(boolean submit, boolean events) {}
}
