package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.Gateway;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A carrier that loses answers, answers after their time, and sends receipts before its answers.
 */
class LostAnswersTest {
    private static final int WARNINGS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void nobody_is_sent_twice_and_every_attempt_without_an_answer_is_settled_by_its_receipt() throws Exception {
        // Six seconds for an answer that takes none to eight: a quarter comes late, a fifth never; half of
        // the receipts
        // come first, long before their attempt can be known to be of unknown end.
        Behaviour behaviour = Behaviour.good(17).withAnswers(Mix.only("0"), new Span(0, 8_000))
                .withReceipts(Mix.only("DELIVRD"), new Span(0, 500))
                .withFaults(new Behaviour.Faults(0.2, 0.1, 0, 0.1, 0.5, 0));
        ApiKey key = ApiKey.fresh();
        try (CmppSimulator carrier = CmppSimulator.start(0, new SmsSimulator.Login("900001", "s"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
                Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "lossy").read("lossy",
                        yaml(carrier.port(), key), folder));
                ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + gateway.httpPort()), key.text())) {
            String batch = client.submit("grade=low", "application/x-ndjson", "lossy",
                    BodyPublishers.ofByteArray(new Samples(5, WARNINGS, false).bytes(0, WARNINGS))).body()
                    .path("id").asText();
            await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200))
                    .until(() -> client.get("/v1/batches/" + batch).body().path("state").asText().equals("done"));

            JsonNode counts = client.get("/v1/batches/" + batch).body().path("counts");
            assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
            assertThat(counts.path("reached").asLong()).isEqualTo(WARNINGS);
            assertThat(carrier.counts().numbers()).isEqualTo(WARNINGS);
            assertThat(carrier.counts().repeated()).isZero();
            explained(client, batch);
        }
    }

    private static void explained(ApiClient client, String batch) throws Exception {
        int lost = 0;
        int late = 0;
        JsonNode page = client.get("/v1/batches/" + batch + "/warnings?limit=1000").body().path("items");
        assertThat(page).hasSize(WARNINGS);
        for (JsonNode warning : page) {
            JsonNode timeline = client.get("/v1/warnings/" + warning.path("id").asText()).body().path("timeline");
            List<String> kinds = timeline.findValuesAsText("kind");
            assertThat(kinds).as(timeline.toString()).startsWith("accepted", "fenced").contains("receipt")
                    .doesNotContain("resend", "no-receipt");
            assertThat(StreamSupport.stream(timeline.spliterator(), false)
                    .map(entry -> OffsetDateTime.parse(entry.path("at").asText()))).isSorted();
            boolean ambiguous = kinds.contains("ambiguous");
            lost += ambiguous && !kinds.contains("submitted") ? 1 : 0;
            late += ambiguous && kinds.contains("submitted") ? 1 : 0;
            for (JsonNode entry : timeline) {
                if (entry.path("kind").asText().equals("submitted")) {
                    assertThat(entry.path("messages")).hasSize(entry.path("segments").asInt());
                    assertThat(entry.path("attemptId").asText()).isEqualTo(warning.path("id").asText() + "-1");
                }
            }
        }
        assertThat(lost).as("answers that never came").isPositive();
        assertThat(late).as("answers that came after their time").isPositive();
    }

    private static String yaml(int carrierPort, ApiKey key) {
        return """
                node: lossy
                store: { dir: data }
                http: { port: 0 }
                tcp: { port: 0 }
                clients:
                  watchman: { scopes: [submit, read, operate], keySha256: "%s", rate: 1000000/s }
                carriers:
                  cmcc:
                    protocol: cmpp
                    host: 127.0.0.1
                    port: %d
                    account: "900001"
                    secret: s
                    source: "10690096110"
                    sessions: 2
                    window: 512
                    rate: off
                    responseTimeout: 6s
                    ambiguous: { wait: 30m, then: resend }
                policy: { quietHours: "off", frequencyCap: "off" }
                """.formatted(key.sha256(), carrierPort);
    }
}
