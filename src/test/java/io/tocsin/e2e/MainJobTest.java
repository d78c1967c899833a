package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.cli.stand.Line;
import io.tocsin.cli.stand.Stand;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job through the real doors, on a gateway with its own Redis and a simulated carrier. */
class MainJobTest {
    private static final String RULES = """
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: fraud-sms, attempts: 2 } ], retry: { pace: fast } }
            policy: { quietHours: "off", frequencyCap: "off" }
            """;
    private static final Behaviour CARRIER = Behaviour.good(3).withReceipts(Mix.parse("DELIVRD=9,MK:0012=1"),
            new Span(5, 50));

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Stand stand;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static ApiClient client;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        stand = Stand.start(List.of(new Line("cmcc", "", 2, 32, "2000/s", CARRIER)), RULES, 0);
        client = stand.client();
    }

    @AfterAll
    static void stop() {
        client.close();
        stand.close();
    }

    private static JsonNode submit(String query, String once, Samples samples)
            throws IOException, InterruptedException {
        ApiClient.Reply reply = client.submit(query, "application/x-ndjson", once,
                BodyPublishers.ofByteArray(samples.bytes(0, samples.count())));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        return reply.body();
    }

    private static JsonNode done(String batch) {
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50))
                .until(() -> client.get("/v1/batches/" + batch).body().path("state").asText().equals("done"));
        try {
            return client.get("/v1/batches/" + batch).body().path("counts");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void every_warning_of_a_batch_comes_to_an_end_that_its_timeline_explains() throws Exception {
        JsonNode answer = submit("name=job&grade=low", "job", new Samples(101, 1500, false));

        JsonNode counts = done(answer.path("id").asText());
        assertThat(answer.path("accepted").asLong()).isEqualTo(1500);
        assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
        assertThat(counts.path("reached").asLong()).isBetween(1200L, 1450L);
        assertThat(counts.path("reached").asLong() + counts.path("unreached").asLong()).isEqualTo(1500);

        JsonNode page = client.get("/v1/batches/" + answer.path("id").asText() + "/warnings?state=unreached").body();
        JsonNode failed = page.path("items").path(0);
        JsonNode timeline = client.get("/v1/warnings/" + failed.path("id").asText()).body().path("timeline");
        assertThat(failed.path("cause").asText()).isEqualTo("PERMANENT");
        assertThat(timeline.findValuesAsText("kind")).containsSequence("accepted", "fenced", "submitted", "receipt");
        assertThat(timeline.findValuesAsText("text")).contains("MK:0012");
    }

    @Test
    void the_same_file_again_warns_nobody_twice() throws Exception {
        Samples samples = new Samples(102, 400, false);
        String first = submit("grade=low", "once", samples).path("id").asText();
        done(first);
        long submits = stand.simulators().values().iterator().next().counts().repeated();

        ApiClient.Reply replayed = client.submit("grade=low", "application/x-ndjson", "once",
                BodyPublishers.ofByteArray(samples.bytes(0, 400)));
        JsonNode other = submit("grade=low", "twice", samples);

        assertThat(replayed.replayed()).isTrue();
        assertThat(replayed.body().path("id").asText()).isEqualTo(first);
        assertThat(other.path("duplicate").asLong()).isEqualTo(400);
        assertThat(done(other.path("id").asText()).path("accepted").asLong()).isZero();
        assertThat(stand.simulators().values().iterator().next().counts().repeated()).isEqualTo(submits);
    }

    @Test
    void a_cancelled_batch_ends_and_balances() throws Exception {
        client.post("/v1/carriers/cmcc/suspend", "");
        String batch = submit("grade=low", "cancelled", new Samples(103, 3000, false)).path("id").asText();

        assertThat(client.post("/v1/batches/" + batch + "/cancel", "").ok()).isTrue();
        client.post("/v1/carriers/cmcc/resume", "");

        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50)).until(() -> {
            JsonNode counts = client.get("/v1/batches/" + batch).body().path("counts");
            return Follow.balances(counts) && counts.path("cancelled").asLong() + counts.path("reached").asLong()
                    + counts.path("unreached").asLong() == 3000;
        });
    }

    @Test
    void results_come_as_a_sheet_and_as_events() throws Exception {
        String batch = submit("grade=urgent", "results", new Samples(104, 50, false)).path("id").asText();
        done(batch);

        List<String> lines;
        try (var results = client.results(batch)) {
            lines = new String(results.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
        assertThat(lines).hasSize(50).allMatch(line -> line.contains("\"batch\":\"" + batch + "\""));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                client.get("/v1/events?limit=1000").body().path("items").toString()).contains(batch));
    }
}
