package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.Gateway;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.SmgpSimulator;
import io.tocsin.simulate.SmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Span;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Numbers that changed their operator, from the API to the carriers of three operators and back.
 * China Mobile's and Telecom's gateways take every text, and their receipts say that the number has
 * left; Unicom's delivers.
 */
class MovedNumbersTest {
    private static final SmsSimulator.Login LOGIN = new SmsSimulator.Login("900001", "s");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    @SuppressWarnings("NullAway.Init") // set before each test
    private CmppSimulator mobile;
    @SuppressWarnings("NullAway.Init") // set before each test
    private SmgpSimulator telecom;
    @SuppressWarnings("NullAway.Init") // set before each test
    private SmppSimulator unicom;
    @SuppressWarnings("NullAway.Init") // set before each test
    private ApiClient client;

    @BeforeEach
    void start() throws Exception {
        SimulatorTime time = SimulatorTime.from(System::nanoTime, LocalDateTime.of(2026, 11, 27, 10, 0));
        Behaviour left = Behaviour.good(3).withReceipts(Mix.only("NP:1243"), new Span(10, 50));
        mobile = opened(CmppSimulator.start(0, LOGIN, left, time));
        telecom = opened(SmgpSimulator.start(0, LOGIN, left, time));
        unicom = opened(SmppSimulator.start(0, LOGIN, Behaviour.good(3), time, SmppSimulator.Habits.USUAL));
        ApiKey key = ApiKey.fresh();
        Files.writeString(folder.resolve("ported.csv"), "13900139002,unicom\n");
        Gateway gateway = opened(Gateway.start(new ConfigReader(Map.of(), "moved").read("moved", yaml(key), folder)));
        client = opened(new ApiClient(URI.create("http://127.0.0.1:" + gateway.httpPort()), key.text()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.add(one);
        return one;
    }

    /**
     * Warns that number, waits for the end, and says how many texts each of the three carriers got for
     * it.
     */
    private List<Long> warned(String ref, String phone) throws Exception {
        List<Long> before = submits();
        String batch = client.submit("grade=high", "application/x-ndjson", ref,
                BodyPublishers.ofString("{\"ref\":\"%s\",\"phone\":\"%s\"}\n".formatted(ref, phone))).body()
                .path("id").asText();
        await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50))
                .until(() -> client.get("/v1/batches/" + batch).body().path("state").asText().equals("done"));
        JsonNode counts = client.get("/v1/batches/" + batch).body().path("counts");
        assertThat(counts.path("reached").asInt()).as(counts.toString()).isOne();
        List<Long> after = submits();
        return Stream.of(0, 1, 2).map(i -> after.get(i) - before.get(i)).toList();
    }

    private List<Long> submits() {
        return List.of(mobile.counts().submits(), telecom.counts().submits(), unicom.counts().submits());
    }

    private JsonNode known(String phone) throws Exception {
        return client.post("/v1/portability/lookup", "{\"phone\":\"" + phone + "\"}").body();
    }

    @Test
    void a_receipt_that_says_so_sends_the_text_to_the_right_operator_and_the_next_warning_there_at_once()
            throws Exception {
        assertThat(known("13800138001").path("known").asBoolean()).isFalse();

        assertThat(warned("first", "13800138001")).as("each says that it is not its own").containsExactly(1L, 1L, 1L);
        assertThat(warned("second", "13800138001")).containsExactly(0L, 0L, 1L);
        // For all nodes, within seconds.
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            JsonNode learned = known("13800138001");
            assertThat(learned.path("operator").asText()).as(learned.toString()).isEqualTo("unicom");
            assertThat(learned.path("source").asText()).isEqualTo("answer");
        });

        assertThat(client.post("/v1/portability/remove", "{\"phone\":\"13800138001\"}").body().path("removed")
                .asBoolean()).isTrue();
        assertThat(warned("third", "13800138001")).as("known no more").containsExactly(1L, 1L, 1L);
    }

    @Test
    void what_people_and_the_file_say_holds_at_once() throws Exception {
        assertThat(client.post("/v1/portability",
                "{\"numbers\":[{\"phone\":\"13300133001\",\"operator\":\"unicom\"}]}").body().path("kept").asInt())
                .isOne();

        assertThat(warned("said", "13300133001")).containsExactly(0L, 0L, 1L);
        assertThat(known("13300133001").path("source").asText()).isEqualTo("person");
        assertThat(warned("file", "13900139002")).containsExactly(0L, 0L, 1L);
    }

    private String yaml(ApiKey key) {
        String carrier = "host: 127.0.0.1, account: \"900001\", secret: s, source: \"10690096110\", rate: off";
        return """
                node: moved
                store: { dir: data }
                http: { port: 0 }
                tcp: { port: 0 }
                numbers: { portability: ported.csv }
                clients:
                  watchman: { scopes: [submit, read, operate], keySha256: "%s" }
                carriers:
                  cmcc: { protocol: cmpp, port: %d, operators: [mobile], %s }
                  ctcc: { protocol: smgp, port: %d, operators: [telecom], %s }
                  cucc: { protocol: smpp, port: %d, operators: [unicom], %s }
                policy: { quietHours: "off", frequencyCap: "off" }
                """.formatted(key.sha256(), mobile.port(), carrier, telecom.port(), carrier, unicom.port(), carrier);
    }
}
