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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 5,000 mixed texts from the wired gateway to an SGIP gateway that nobody here wrote, joined by
 * references of 16 bits, and all of them back.
 */
class SgipGateTest {
    private static final int WARNINGS = 5_000;
    private static final String ACCOUNT = "unicom";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;
    private final Map<String, String> submitted = new HashMap<>();

    @Test
    void every_text_arrives_unaltered_and_every_receipt_lands_once() throws Exception {
        ApiKey key = ApiKey.fresh();
        int listen = freePort();
        try (SmsGate peer = SmsGate.of("SgipGatePeer", ACCOUNT + ":sgip-secret:" + listen)) {
            String yaml = yaml(key, peer.port(), listen);
            JsonNode counts;
            try (Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "peers").read("peers", yaml, folder));
                    ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + gateway.httpPort()),
                            key.text())) {
                JsonNode answer = client
                        .submit("grade=low", "application/x-ndjson", "peers", BodyPublishers.ofString(body())).body();
                String id = answer.path("id").asText();
                assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(WARNINGS);
                await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
                    JsonNode now = client.get("/v1/batches/" + id).body();
                    assertThat(now.path("state").asText()).as(() -> peer + "; " + StillOpen.of(client, id))
                            .isEqualTo("done");
                });
                // The last receipts' answers may still be on their way.
                await().atMost(Duration.ofMinutes(5))
                        .until(() -> peer.confirmed(ACCOUNT).size() >= peer.receipts(ACCOUNT).size());
                counts = client.get("/v1/batches/" + id).body().path("counts");
                List<String> answered = peer.replies(ACCOUNT).stream().map(number -> number.substring(2)).toList();
                assertThat(answered).hasSize(WARNINGS);
                Map<String, String> national = new HashMap<>();
                submitted.forEach((number, text) -> national.put(number.substring(2), text));
                Feedback.awaitUnaltered(client, answered, national);
            }
            assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
            List<SmsGate.Text> texts = peer.texts(ACCOUNT);
            Map<String, String> missing = new HashMap<>(submitted);
            texts.forEach(text -> missing.remove(text.number()));
            assertThat(missing).isEmpty();
            assertThat(counts.path("reached").asInt()).as(counts.toString()).isEqualTo(WARNINGS);
            assertThat(texts).extracting(SmsGate.Text::number).doesNotHaveDuplicates().hasSize(WARNINGS);
            assertThat(texts).allSatisfy(text -> assertThat(text.text()).isEqualTo(submitted.get(text.number())));
            assertThat(texts).extracting(SmsGate.Text::beside).containsOnly("fraud 10690096110 1 1");
            assertThat(texts).extracting(SmsGate.Text::segments).contains(1, 2, 3, 4, 5, 6, 7, 8);
            List<String> sent = peer.receipts(ACCOUNT);
            assertThat(sent.size()).isEqualTo(texts.stream().mapToInt(SmsGate.Text::segments).sum());
            assertThat(peer.confirmed(ACCOUNT).stream().sorted().toList())
                    .isEqualTo(sent.stream().map(id -> id + " 0").sorted().toList());
        }
    }

    private String body() throws Exception {
        MixedTexts texts = new MixedTexts(12);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < WARNINGS; i++) {
            String phone = "130%08d".formatted(10_000_000 + i * 7919);
            String text = texts.some();
            submitted.put("86" + phone, text);
            body.append(JSON.writeValueAsString(Map.of("ref", phone, "phone", phone, "vars", Map.of("text", text))))
                    .append('\n');
        }
        return body.toString();
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String yaml(ApiKey key, int port, int listen) {
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
                  cucc: { protocol: sgip, host: 127.0.0.1, port: %d, account: "%s", secret: sgip-secret,
                    node: 3047112345, corpId: "12345", listen: { port: %d, allow: [127.0.0.1] },
                    source: "10690096110", serviceId: fraud, sessions: 2, window: 16, rate: off, operators: [unicom],
                    longTexts: udh16,
                    ambiguous: { wait: 1m, then: unreached } }
                """.formatted(key.sha256(), port, ACCOUNT, listen);
    }
}
