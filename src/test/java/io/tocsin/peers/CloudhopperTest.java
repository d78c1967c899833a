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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 5,000 mixed texts from the wired gateway to an SMPP centre of the Cloudhopper library, and back:
 * half over transmitters and a receiver with references of 16 bits, half over transceivers with SAR
 * parameters to a centre whose own alphabet is GSM 7-bit.
 */
class CloudhopperTest {
    private static final int EACH = 2_500;
    /** The accounts, and where the numbers of each begin. */
    private static final Map<String, String> ACCOUNTS = Map.of("plain", "138", "gsm", "130");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;
    /** By international number. */
    private final Map<String, String> submitted = new HashMap<>();

    @Test
    void every_text_arrives_unaltered_both_ways_and_every_receipt_lands_once() throws Exception {
        ApiKey key = ApiKey.fresh();
        try (SmsGate peer = SmsGate.cloudhopper("plain:secret", "gsm:secret")) {
            String yaml = yaml(key, peer.port());
            JsonNode counts;
            try (Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "peers").read("peers", yaml, folder));
                    ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + gateway.httpPort()),
                            key.text())) {
                JsonNode answer = client
                        .submit("grade=low", "application/x-ndjson", "peers", BodyPublishers.ofString(body())).body();
                String id = answer.path("id").asText();
                assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(2 * EACH);
                await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
                    JsonNode now = client.get("/v1/batches/" + id).body();
                    assertThat(now.path("state").asText()).as(() -> peer + "; " + StillOpen.of(client, id))
                            .isEqualTo("done");
                });
                // The last receipts' answers may still be on their way.
                await().atMost(Duration.ofMinutes(5)).until(() -> ACCOUNTS.keySet().stream()
                        .allMatch(account -> peer.confirmed(account).size() >= peer.receipts(account).size()));
                counts = client.get("/v1/batches/" + id).body().path("counts");
                List<String> answered = new ArrayList<>();
                ACCOUNTS.keySet().forEach(account -> peer.replies(account)
                        .forEach(number -> answered.add(number.substring(2))));
                assertThat(answered).hasSize(2 * EACH);
                Map<String, String> national = new HashMap<>();
                submitted.forEach((number, text) -> national.put(number.substring(2), text));
                Feedback.awaitUnaltered(client, answered, national);
            }
            assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
            assertThat(counts.path("reached").asInt()).as(counts.toString()).isEqualTo(2 * EACH);
            ACCOUNTS.forEach((account, prefix) -> assertSaw(peer, account, prefix));
            assertThat(peer.texts("plain")).extracting(SmsGate.Text::beside).containsOnly("10690096110 1 - 1",
                    "10690096110 1 udh 1", "10690096110 1 - 8", "10690096110 1 udh 8");
            assertThat(peer.texts("gsm")).extracting(SmsGate.Text::beside).containsOnly("10690096110 1 - 0",
                    "10690096110 1 sar 0", "10690096110 1 - 8", "10690096110 1 sar 8");
        }
    }

    private void assertSaw(SmsGate peer, String account, String prefix) {
        List<SmsGate.Text> texts = peer.texts(account);
        assertThat(texts).extracting(SmsGate.Text::number).doesNotHaveDuplicates().hasSize(EACH)
                .allMatch(number -> number.startsWith("86" + prefix));
        assertThat(texts).allSatisfy(text -> assertThat(text.text()).isEqualTo(submitted.get(text.number())));
        assertThat(texts).extracting(SmsGate.Text::segments).contains(1, 2, 3, 4, 5, 6, 7, 8);
        List<String> sent = peer.receipts(account);
        assertThat(sent.size()).isEqualTo(texts.stream().mapToInt(SmsGate.Text::segments).sum());
        assertThat(peer.confirmed(account).stream().sorted().toList())
                .isEqualTo(sent.stream().map(id -> id + " 0").sorted().toList());
    }

    private String body() throws Exception {
        MixedTexts texts = new MixedTexts(509);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < EACH; i++) {
            for (String prefix : ACCOUNTS.values()) {
                String phone = prefix + "%08d".formatted(10_000_000 + i * 7919);
                String text = texts.some();
                submitted.put("86" + phone, text);
                body.append(JSON.writeValueAsString(
                        Map.of("ref", phone, "phone", phone, "vars", Map.of("text", text)))).append('\n');
            }
        }
        return body.toString();
    }

    private static String yaml(ApiKey key, int port) {
        String carrier = """
                protocol: smpp, host: 127.0.0.1, port: %d, secret: secret, source: "10690096110", sessions: 2, window: 16,
                    rate: off, ambiguous: { wait: 1m, then: unreached },
                    messageIds: { answers: hex, receipts: decimal }"""
                .formatted(port);
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
                  plain: { %s, account: plain, operators: [mobile], bind: separate, longTexts: udh16 }
                  gsm: { %s, account: gsm, operators: [unicom], longTexts: sar, asciiCoding: 0, alphabet: gsm7 }
                """.formatted(key.sha256(), carrier, carrier);
    }
}
