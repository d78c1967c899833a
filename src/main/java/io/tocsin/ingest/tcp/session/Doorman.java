package io.tocsin.ingest.tcp.session;

import java.util.Optional;
import java.util.function.BooleanSupplier;

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
     * @param holds whether it is still that client's key; must not wait
     */
    record Rights(boolean submit, boolean events, BooleanSupplier holds) {
        /** Those of a key that is never taken back. */
        public Rights(boolean submit, boolean events) {
            this(submit, events, () -> true);
        }
    }
}
