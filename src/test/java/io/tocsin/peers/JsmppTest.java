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
import io.tocsin.send.sms.text.Encoding;
import io.tocsin.send.sms.text.Joining;
import io.tocsin.send.sms.text.Segmenter;
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

/**
 * 5,100 mixed texts from the wired gateway to an SMPP centre that nobody here wrote, a third each
 * with segments joined by header, by SAR parameters, and whole in message_payload; receipts by
 * parameters and by text in turn, ids in other digits than the answers'; every person sends back
 * what came, in parts joined by header and by parameters in turn.
 */
class JsmppTest {
    private static final int EACH = 1_700;
    /** Where the numbers of each carrier begin: China Mobile's, Unicom's and Telecom's. */
    private static final List<String> PREFIXES = List.of("138", "130", "133");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> SUBMITTED = new HashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JsmppPeer peer;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static JsonNode batch;

    @BeforeAll
    static void all_texts_go_from_the_gateway_to_the_peer() throws Exception {
        peer = new JsmppPeer();
        ApiKey key = ApiKey.fresh();
        String yaml = yaml(key, peer.port());
        try (Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "peers").read("peers", yaml, folder));
                ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + gateway.httpPort()), key.text())) {
            JsonNode answer = client
                    .submit("grade=low", "application/x-ndjson", "peers", BodyPublishers.ofString(body())).body();
            String id = answer.path("id").asText();
            assertThat(answer.path("accepted").asInt()).as(answer.toString()).isEqualTo(3 * EACH);
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50)).untilAsserted(() -> {
                JsonNode now = client.get("/v1/batches/" + id).body();
                assertThat(now.path("state").asText()).as(() -> peer + "; " + StillOpen.of(client, id))
                        .isEqualTo("done");
            });
            // The last receipts' answers may still be on their way.
            await().atMost(Duration.ofMinutes(5)).until(() -> peer.confirmed.get() >= peer.messages.get());
            batch = client.get("/v1/batches/" + id).body();
            await().atMost(Duration.ofMinutes(2)).until(() -> peer.sentBack.size() >= 3 * EACH);
            List<String> answered = peer.sentBack.stream().map(number -> number.substring(2)).toList();
            Map<String, String> national = new HashMap<>();
            SUBMITTED.forEach((number, text) -> national.put(number.substring(2), text));
            Feedback.awaitUnaltered(client, answered, national);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        peer.close();
    }

    private static String body() throws Exception {
        MixedTexts texts = new MixedTexts(34);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < EACH; i++) {
            for (String prefix : PREFIXES) {
                String phone = prefix + "%08d".formatted(10_000_000 + i * 7919);
                String text = texts.next();
                SUBMITTED.put("86" + phone, text);
                body.append(JSON.writeValueAsString(
                        Map.of("ref", phone, "phone", phone, "vars", Map.of("text", text)))).append('\n');
            }
        }
        return body.toString();
    }

    private static String yaml(ApiKey key, int port) {
        String carrier = """
                { protocol: smpp, host: 127.0.0.1, port: %d, account: tocsin, secret: secret,
                    source: "10690096110", sessions: 2, window: 16, rate: off, ambiguous: { wait: 1m, then: unreached },
                    messageIds: { answers: hex, receipts: hex }""".formatted(port);
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
                  header: %s, operators: [mobile] }
                  sar: %s, operators: [unicom], longTexts: sar }
                  payload: %s, operators: [telecom], longTexts: payload }
                """.formatted(key.sha256(), carrier, carrier, carrier);
    }

    @Test
    void every_warning_was_reached_so_every_receipt_landed() {
        JsonNode counts = batch.path("counts");
        assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
        assertThat(counts.path("reached").asInt()).as(counts.toString()).isEqualTo(3 * EACH);
    }

    @Test
    void every_text_arrived_unaltered_and_nothing_twice() {
        assertThat(peer.problems).isEmpty();
        assertThat(peer.texts).extracting(JsmppPeer.Text::number).doesNotHaveDuplicates().hasSize(3 * EACH);
        assertThat(peer.texts).allSatisfy(text -> assertThat(text.text()).isEqualTo(SUBMITTED.get(text.number())));
        assertThat(peer.payloads.get()).as("every long text of the carrier with longTexts: payload")
                .isEqualTo((int) SUBMITTED.entrySet().stream().filter(each -> each.getKey().startsWith("86133")
                        && octets(each.getValue()) > 140).count())
                .isPositive();
        assertThat(peer.texts).extracting(JsmppPeer.Text::beside).containsOnly("10690096110 1");
        assertThat(peer.texts).extracting(JsmppPeer.Text::messages).contains(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static int octets(String text) {
        return new Segmenter(true, Encoding.UCS2, Joining.WHOLE, 16).split(text, 1).parts().getFirst().length();
    }

    @Test
    void every_receipt_and_every_reply_was_confirmed() {
        assertThat(peer.confirmed.get()).isEqualTo(peer.messages.get());
        assertThat(peer.sentBack).doesNotHaveDuplicates().hasSize(3 * EACH);
    }
}
