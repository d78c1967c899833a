package io.tocsin.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.simulate.CmppSimulator;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A carrier that answers flow control to one number, whenever it is submitted to. */
class RefusedNumberTest {
    private static final String NUMBER = "13800900007";
    private static final String ONE_RETRY = Site.RULES.replace("attempts: 5 } ],",
            "attempts: 5 } ], networkRetries: 1,");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static String batch(Site site, String key, List<String> phones) throws Exception {
        String body = phones.stream().map(phone -> "{\"ref\":\"" + phone + "\",\"phone\":\"" + phone + "\"}\n")
                .collect(Collectors.joining());
        ApiClient.Reply reply = site.client().submit("grade=low", "application/x-ndjson", key,
                BodyPublishers.ofString(body));
        assertThat(reply.body().path("accepted").asInt()).as(reply.body().toString()).isEqualTo(phones.size());
        return reply.body().path("id").asText();
    }

    private static List<String> phones(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "1380091" + (1000 + i)).collect(Collectors.toList());
    }

    @Test
    void ends_with_its_code_while_the_line_keeps_its_rate() throws Exception {
        try (CmppSimulator carrier = Site.carrier(Site.quick(7).withNumbers(Map.of("0900007", 8)));
                Site site = Site.start(folder, "embedded", "carriers:\n"
                        + Site.carrier("one", carrier.port(), "").replace("rate: off", "rate: 1000/s") + ONE_RETRY)) {
            site.allReached(batch(site, "first", phones(0, 50)), 50);
            List<String> mixed = phones(50, 200);
            mixed.add(50, NUMBER);
            String batch = batch(site, "mixed", mixed);
            Site.soon("the batch is done").until(
                    () -> site.client().get("/v1/batches/" + batch).body().path("state").asText().equals("done"));

            assertThat(site.counts(batch).path("reached").asInt()).isEqualTo(150);
            assertThat(carrier.submits(List.of(NUMBER))).as("one retry").containsExactly(2);
            JsonNode view = site.carrierView("one");
            assertThat(view.path("rateNow").asDouble()).as("it would take 10 s to come back").isEqualTo(1000);
            assertThat(view.path("detail").asText()).isEmpty();
            String id = site.client().get("/v1/batches/" + batch + "/warnings?state=unreached").body().path("items")
                    .path(0).path("id").asText();
            JsonNode warning = site.client().get("/v1/warnings/" + id).body();
            assertThat(warning.path("cause").asText()).isEqualTo("NETWORK");
            assertThat(warning.path("attempts").asInt()).isZero();
            assertThat(warning.path("timeline").findValuesAsText("kind")).containsExactly("accepted", "fenced",
                    "submit-failed", "fenced", "submit-failed");
            assertThat(warning.path("timeline").path(4).path("text").asText())
                    .isEqualTo("submit:8 (flow control of this number, others are taken)");
        }
    }
}
