package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorCounts;
import io.tocsin.simulate.Span;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledGatewayTest {
    private static final int WARNINGS = 20_000;
    private static final int SESSIONS = 2;
    private static final int WINDOW = 64;
    private static final int MAX_PENDING = 500;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void nothing_is_lost_when_the_gateway_is_killed_in_mid_batch_and_repeats_are_few() throws Exception {
        ApiKey key = ApiKey.fresh();
        int port = GatewayProcess.freePort();
        Behaviour behaviour = Behaviour.good(11).withReceipts(Mix.only("DELIVRD"), new Span(50, 500));
        try (CmppSimulator carrier = CmppSimulator.start(0, new CmppSimulator.Login("900001", "s"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))))) {
            Path config = Files.writeString(folder.resolve("tocsin.yaml"), yaml(port, carrier.port(), key));
            String batch;
            try (GatewayProcess gateway = GatewayProcess.start(config, port);
                    ApiClient client = gateway.client(key.text())) {
                batch = client.submit("grade=low", "application/x-ndjson", "kill-1",
                        BodyPublishers.ofByteArray(new Samples(5, WARNINGS, false).bytes(0, WARNINGS))).body()
                        .path("id").asText();
                await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(5))
                        .until(() -> carrier.counts().numbers() > WARNINGS / 4);
                gateway.kill();
            }
            try (GatewayProcess gateway = GatewayProcess.start(config, port);
                    ApiClient client = gateway.client(key.text())) {
                await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200))
                        .until(() -> client.get("/v1/batches/" + batch).body().path("state").asText().equals("done"));

                JsonNode counts = client.get("/v1/batches/" + batch).body().path("counts");
                SimulatorCounts seen = carrier.counts();
                assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
                assertThat(counts.path("accepted").asLong()).isEqualTo(WARNINGS);
                assertThat(counts.path("reached").asLong()).isEqualTo(WARNINGS);
                assertThat(seen.numbers()).isEqualTo(WARNINGS);
                assertThat(seen.repeated()).isLessThanOrEqualTo(SESSIONS * WINDOW + MAX_PENDING);
            }
        }
    }

    private static String yaml(int httpPort, int carrierPort, ApiKey key) {
        return """
                node: killed
                drain: 5s
                store: { dir: data }
                http: { port: %d }
                tcp: { port: 0 }
                settle: { maxPending: %d }
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
                    sessions: %d
                    window: %d
                    rate: 4000/s
                    ambiguous: { wait: 3s, then: resend }
                policy: { quietHours: "off", frequencyCap: "off" }
                """.formatted(httpPort, MAX_PENDING, key.sha256(), carrierPort, SESSIONS, WINDOW);
    }
}
