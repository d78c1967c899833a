package io.tocsin.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What people answered, as the events feed of a gateway tells it. */
final class Feedback {
    private Feedback() {}

    /**
     * Waits until every reply is in the feed, and holds them against what they must be.
     *
     * @param numbers national ones that answered once with the text they had got
     * @param submitted texts by number
     */
    static void awaitUnaltered(ApiClient client, List<String> numbers, Map<String, String> submitted)
            throws Exception {
        Map<String, String> expected = new HashMap<>();
        numbers.forEach(number -> expected.put(number, submitted.get(number)));
        // The last ones wait for their warning's answer to be stored.
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(replies(client)).hasSizeGreaterThanOrEqualTo(expected.size()));
        assertThat(replies(client)).isEqualTo(expected);
    }

    /**
     * Texts by the reference of their warning, which is its number in these tests; a second one behind
     * it.
     */
    static Map<String, String> replies(ApiClient client) throws Exception {
        Map<String, String> found = new HashMap<>();
        String after = "";
        JsonNode page;
        do {
            page = client.get("/v1/events?limit=1000" + (after.isEmpty() ? "" : "&after=" + after)).body();
            for (JsonNode event : page.path("items")) {
                if (event.path("type").asText().equals("reply")) {
                    assertThat(event.path("reply").path("incomplete").asBoolean()).isFalse();
                    found.merge(event.path("warning").path("ref").asText(), event.path("reply").path("text").asText(),
                            (one, other) -> one + " / " + other);
                }
            }
            after = page.path("next").asText();
        } while (page.path("items").size() > 0);
        return found;
    }
}
