package io.tocsin.report.webhook;

import java.time.Duration;

/** Hears what happens to webhooks, for meters; must not block. */
public interface WebhookListener {
    /** One who hears nothing. */
    WebhookListener NONE = new WebhookListener() {
    };

    /** What a try came to. */
    enum Outcome {
        /** Taken. */
        DELIVERED("delivered"),
        /** Not taken; tried again. */
        FAILED("failed"),
        /** Not taken for too long; left out. */
        GIVEN_UP("given-up"),
        /** The client wants no more. */
        GONE("gone");

        private final String code;

        Outcome(String code) {
            this.code = code;
        }

        /** The word used in metrics. */
        public String code() {
            return code;
        }
    }

    /** A try of a message ended so, after that time. */
    default void tried(String client, Outcome outcome, int events, Duration took) {}

    /**
     * What waits for that client.
     *
     * @param events known to wait, at most those of one message
     * @param age of the oldest of them, zero when none waits
     */
    default void waiting(String client, int events, Duration age) {}
}
