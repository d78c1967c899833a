package io.tocsin.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import java.time.Duration;
import java.util.ArrayList;
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
        Map<String, List<String>> expected = new HashMap<>();
        numbers.forEach(number -> expected.put(number, List.of(submitted.getOrDefault(number, ""))));
        // The last ones wait for their warning's answer to be stored.
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    Map<String, List<String>> missing = new HashMap<>(expected);
                    missing.keySet().removeAll(replies(client).keySet());
                    assertThat(missing).as("replies that are not in the feed").isEmpty();
                });
        assertThat(replies(client)).isEqualTo(expected);
    }

    /** Texts by the reference of their warning, which is its number in these tests. */
    static Map<String, List<String>> replies(ApiClient client) throws Exception {
        Map<String, List<String>> found = new HashMap<>();
        String after = "";
        JsonNode page;
        do {
            page = client.get("/v1/events?limit=1000" + (after.isEmpty() ? "" : "&after=" + after)).body();
            for (JsonNode event : page.path("items")) {
                if (event.path("type").asText().equals("reply")) {
                    assertThat(event.path("reply").path("incomplete").asBoolean()).isFalse();
                    found.computeIfAbsent(event.path("warning").path("ref").asText(), _ -> new ArrayList<>())
                            .add(event.path("reply").path("text").asText());
                }
            }
            after = page.path("next").asText();
        } while (page.path("items").size() > 0);
        return found;
    }
}
