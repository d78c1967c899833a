package io.tocsin.report.webhook;

import java.time.Duration;
import java.util.List;

/**
 * Times and sizes of webhooks.
 *
 * @param events most events in one message, 1 to 1000
 * @param poll how long to wait when there was nothing to send
 * @param timeout for one try
 * @param retries waits after the first, second … failure of a message, the last one repeated; each
 *            is varied by a fifth
 * @param giveUp after so long since its first try a message is left out; its events stay in the
 *            feed
 */
public record WebhookSettings(int events, Duration poll, Duration timeout, List<Duration> retries, Duration giveUp) {
    /** Copies the list and refuses what cannot be. */
    public WebhookSettings {
        retries = List.copyOf(retries);
        if (events < 1 || events > 1000 || retries.isEmpty()) {
            throw new IllegalArgumentException(
                    "got " + events + " events and " + retries.size() + " waits, expected 1 to 1000 and at least one");
        }
    }

    /** 500 events; 15 s a try; after 5 s, 30 s, 2, 5, 15, 30 and 60 minutes, for 24 hours. */
    public static WebhookSettings usual() {
        return new WebhookSettings(500, Duration.ofSeconds(1), Duration.ofSeconds(15),
                List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5),
                        Duration.ofMinutes(15), Duration.ofMinutes(30), Duration.ofHours(1)),
                Duration.ofHours(24));
    }
}
