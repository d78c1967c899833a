package io.tocsin.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.Gateway;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.e2e.StillOpen;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * 5,000 mixed texts for each version from the wired gateway to CMPP 2.0 and 3.0 servers that nobody
 * here wrote, joined by references of 8 bits in the one and 16 in the other, and all of them back.
 * Our simulator shares our reading of the protocol; this one does not.
 */
class SmsGateTest {
    private static final int WARNINGS = 5_000;
    /** The accounts, and where the numbers of each begin: China Unicom's and China Mobile's. */
    private static final Map<String, String> ACCOUNTS = Map.of("900002", "130", "900003", "138");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static SmsGate peer;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JsonNode batch;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static final Map<String, String> SUBMITTED = new HashMap<>();

    @BeforeAll
    static void all_texts_go_from_the_gateway_to_the_peer() throws Exception {
        peer = SmsGate.start("900002:two:2.0", "900003:three:3.0");
        ApiKey key = ApiKey.fresh();
        String yaml = yaml(key, peer.port());
        try (Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "peers").read("peers", yaml, folder));
                ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + gateway.httpPort()), key.text())) {
            JsonNode answer = client
                    .submit("grade=low", "application/x-ndjson", "peers", BodyPublishers.ofString(body()))
                    .body();
            String id = answer.path("id").asText();
            assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(2 * WARNINGS);
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
                JsonNode now = client.get("/v1/batches/" + id).body();
                assertThat(now.path("state").asText()).as(() -> peer + "; " + StillOpen.of(client, id))
                        .isEqualTo("done");
            });
            // The last receipts' answers may still be on their way.
            await().atMost(Duration.ofMinutes(5)).until(() -> ACCOUNTS.keySet().stream()
                    .allMatch(account -> peer.confirmed(account).size() >= peer.receipts(account).size()));
            batch = client.get("/v1/batches/" + id).body();
            List<String> answered = ACCOUNTS.keySet().stream().flatMap(each -> peer.replies(each).stream()).toList();
            assertThat(answered).hasSize(2 * WARNINGS);
            Feedback.awaitUnaltered(client, answered, SUBMITTED);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        peer.close();
    }

    private static String body() throws Exception {
        MixedTexts texts = new MixedTexts(20_260);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < WARNINGS; i++) {
            for (String prefix : ACCOUNTS.values()) {
                String phone = prefix + "%08d".formatted(10_000_000 + i * 7919);
                String text = texts.next();
                SUBMITTED.put(phone, text);
                body.append(JSON.writeValueAsString(
                        Map.of("ref", phone, "phone", phone, "vars", Map.of("text", text)))).append('\n');
            }
        }
        return body.toString();
    }

    private static String yaml(ApiKey key, int port) {
        return """
                node: peers
                store: { redis: embedded, dir: data }
                http: { port: 0 }
                tcp: { port: 0 }
                clients:
                  watchman: { scopes: [submit, read, operate], keySha256: "%s", rate: 1000000/s }
                templates:
                  mixed: { channel: sms, text: "{text}" }
                playbooks:
                  default: { mode: chain, steps: [ { channel: sms, template: mixed, attempts: 1 } ] }
                policy: { quietHours: "off", frequencyCap: "off" }
                carriers:
                  two: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900002", secret: two, version: "2.0",
                    source: "10690096110", serviceId: fraud, sessions: 2, window: 16, rate: off, operators: [unicom],
                    ambiguous: { wait: 1m, then: unreached } }
                  three: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900003", secret: three,
                    source: "10690096110", serviceId: fraud, sessions: 2, window: 16, rate: off, operators: [mobile],
                    longTexts: udh16,
                    ambiguous: { wait: 1m, then: unreached } }
                """
                .formatted(key.sha256(), port, port);
    }

    @Test
    void every_warning_was_reached_so_every_receipt_landed() {
        JsonNode counts = batch.path("counts");
        assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
        assertThat(counts.path("reached").asInt()).as(counts.toString()).isEqualTo(2 * WARNINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"900002", "900003"})
    void every_text_arrived_unaltered_and_nothing_twice(String account) {
        List<SmsGate.Text> texts = peer.texts(account);
        assertThat(texts).extracting(SmsGate.Text::number).doesNotHaveDuplicates().hasSize(WARNINGS)
                .allMatch(number -> number.startsWith(ACCOUNTS.get(account)));
        assertThat(texts).allSatisfy(text -> assertThat(text.text()).isEqualTo(SUBMITTED.get(text.number())));
        assertThat(texts).extracting(SmsGate.Text::beside).containsOnly("fraud 10690096110 01 1");
        assertThat(texts).extracting(SmsGate.Text::segments).contains(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"900002", "900003"})
    void every_receipt_was_confirmed_once(String account) {
        List<String> sent = peer.receipts(account);
        assertThat(sent.size()).isEqualTo(peer.texts(account).stream().mapToInt(SmsGate.Text::segments).sum());
        // Sorted and compared as a whole: a difference among 20,000 would fill the report.
        assertThat(peer.confirmed(account).stream().sorted().toList())
                .isEqualTo(sent.stream().map(id -> id + " 0").sorted().toList());
    }
}
