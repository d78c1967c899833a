package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.send.voice.RealAsterisk;
import io.tocsin.send.voice.Tones;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole gateway in a process of its own, on a real Asterisk, that is killed, stopped or made to
 * stand still while a call is up.
 */
@Tag("asterisk")
class AsteriskGatewayTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path pbx;
    private static RealAsterisk asterisk;

    @TempDir
    private Path folder;
    private final ApiKey key = ApiKey.fresh();
    private final int port = GatewayProcess.freePort();
    private GatewayProcess gateway;
    private ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        asterisk = new RealAsterisk(pbx);
    }

    @AfterAll
    static void stop() throws Exception {
        asterisk.close();
    }

    @BeforeEach
    void run() throws Exception {
        Path recordings = Files.createDirectories(folder.resolve("dialogs/recordings/zh-CN"));
        Tones.write(recordings, "tone", 1);
        Files.writeString(folder.resolve("dialogs/short.yaml"), """
                dialog: short
                version: 1
                language: zh-CN
                limits: { max_seconds: 60, max_turns: 4 }
                start: ask
                states:
                  ask:
                    prompt: { file: tone, seconds: 1, says: "找人请按0。" }
                    input: { timeout_ms: 4500 }
                    branch: { key_0: { goto: human }, key_1: { goto: danger, flag: true } }
                    noinput: [ { goto: silent } ]
                    nomatch: [ { goto: silent } ]
                  danger:
                    prompt: { file: tone, seconds: 1, says: "请停止转账。" }
                    next: danger_end
                  human:
                    transfer: { queue: "96112", timeout_s: 10 }
                    branch: { answered: { goto: handed }, busy: { goto: silent }, no_answer: { goto: silent } }
                outcomes:
                  handed: { outcome: transferred }
                  silent: { outcome: no-response }
                  danger_end: { outcome: victim-suspected }
                hangup:
                  before: { ask: no-response, danger: victim-suspected, human: no-response }
                """);
        Files.writeString(folder.resolve("tocsin.yaml"), """
                node: voice
                drain: 3s
                store: { dir: data }
                http: { port: %d }
                tcp: { port: 0 }
                clients: { watchman: { scopes: [submit, read, operate], keySha256: "%s" } }
                pbxes: { ast-1: { host: 127.0.0.1, port: %d, account: tocsin, secret: "%s", agi: { port: %d } } }
                carriers:
                  trunk: { protocol: asterisk, pbx: ast-1, callerId: "047196110", calls: 10, ringTimeout: 20s,
                           ambiguous: { wait: 5s, then: unreached } }
                dialogs: dialogs
                voice: { prompts: { dir: prompts } }
                playbooks: { default: { steps: [ { channel: voice, dialog: short, attempts: 1 } ] } }
                policy: { quietHours: "off", frequencyCap: "off", callGap: "off" }
                """.formatted(port, key.sha256(), asterisk.ami(), RealAsterisk.SECRET, GatewayProcess.freePort()));
        gateway = again();
        client = gateway.client(key.text());
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        gateway.close();
        asterisk.console("channel request hangup all");
        soon(() -> assertThat(channels()).isEmpty());
    }

    private GatewayProcess again() throws Exception {
        return GatewayProcess.start(folder.resolve("tocsin.yaml"), port);
    }

    /** Calls a number with those last four digits; returns the batch. */
    private String call(String end) throws Exception {
        ApiClient.Reply reply = client.submit("grade=urgent", "application/x-ndjson", "k" + end,
                BodyPublishers.ofString("{\"ref\":\"" + end + "\",\"phone\":\"1380013" + end + "\"}"));
        assertThat(reply.ok()).as("%s", reply.body()).isTrue();
        return reply.body().path("id").asText();
    }

    private static List<String> channels() throws Exception {
        return asterisk.console("core show channels concise").lines().filter(line -> line.contains("!")).toList();
    }

    private static void soon(ThrowingRunnable condition) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(100)).untilAsserted(condition);
    }

    /** The batch's only warning, when it has come to its end. */
    private JsonNode ended(String batch) throws Exception {
        return ended(batch, 1);
    }

    /** The same of one that was rung so often. */
    private JsonNode ended(String batch, int times) throws Exception {
        soon(() -> assertThat(client.get("/v1/batches/" + batch).body().path("state").asText()).isEqualTo("done"));
        JsonNode result = JSON.readTree(client.results(batch));
        JsonNode warning = client.get("/v1/warnings/" + result.path("id").asText()).body();
        assertThat(warning.path("timeline").findValuesAsText("kind")).filteredOn("fenced"::equals).as("rung")
                .hasSize(times);
        return warning;
    }

    private static void talking() {
        soon(() -> assertThat(channels()).hasSize(2).allMatch(channel -> channel.contains("!Up!"))
                .anyMatch(channel -> channel.contains("!Queue!")));
    }

    @Test
    void a_gateway_that_stands_still_leaves_who_answers_to_the_recorded_warning() throws Exception {
        String batch = call("2000");
        soon(() -> assertThat(channels()).anyMatch(channel -> channel.contains("!Up!AGI!")));
        gateway.freeze();
        soon(() -> assertThat(channels()).anyMatch(channel -> channel.contains("!tocsin-static!")));
        asterisk.console("channel request hangup all");
        gateway.thaw();
        assertThat(ended(batch).toString()).contains("static:");
    }

    private void isHandedOver(String batch) {
        soon(() -> assertThat(client.get("/v1/batches/" + batch).body().path("state").asText()).isEqualTo("done"));
    }

    /** Nobody hears how they hang up. */
    @Test
    void who_talks_with_96110_when_the_gateway_is_killed_is_not_rung_again() throws Exception {
        String batch = call("2500");
        talking();
        isHandedOver(batch);
        gateway.kill();
        talking();
        asterisk.console("channel request hangup all");
        soon(() -> assertThat(channels()).isEmpty());
        gateway = again();
        JsonNode warning = ended(batch);
        assertThat(warning.path("state").asText()).isEqualTo("reached");
        assertThat(warning.toString()).contains("transferred:talking").contains(": transferred, in human");
    }

    @Test
    void a_talk_goes_on_when_the_gateway_is_stopped_and_has_its_line_until_it_is_over() throws Exception {
        String batch = call("2500");
        talking();
        isHandedOver(batch);
        assertThat(gateway.stop()).isEqualTo(143);
        talking();
        gateway = again();
        assertThat(ended(batch).path("state").asText()).isEqualTo("reached");
        talking();
        soon(() -> assertThat(used()).isOne());
        asterisk.console("channel request hangup all");
        soon(() -> assertThat(used()).isZero());
    }

    private int used() throws Exception {
        return client.get("/v1/carriers").body().findPath("window").path("used").asInt();
    }

    @Test
    void a_call_that_rings_when_its_gateway_is_killed_is_followed_by_the_next_one() throws Exception {
        String batch = call("2180");
        soon(() -> assertThat(channels()).anyMatch(channel -> channel.contains("!Ringing!")));
        gateway.kill();
        gateway = again();
        JsonNode warning = ended(batch);
        assertThat(warning.toString()).contains("timeout:19/480").contains("adopted");
    }

    @Test
    void whoever_asterisk_died_on_in_mid_dialog_is_called_again_by_rule() throws Exception {
        String batch = call("2000");
        soon(() -> assertThat(channels()).anyMatch(channel -> channel.contains("!Up!AGI!")));
        asterisk.kill();
        asterisk.again();
        JsonNode warning = ended(batch, 2);
        assertThat(warning.toString()).contains("pbx-restarted").contains("no-response:16/-");
    }

    @Test
    void whoever_was_flagged_when_asterisk_died_is_a_person_s_and_not_rung_again() throws Exception {
        String batch = call("2511");
        soon(() -> assertThat(client.get("/v1/batches/" + batch).body().path("counts").path("flagged").asInt())
                .isOne());
        asterisk.kill();
        asterisk.again();
        assertThat(ended(batch).path("state").asText()).isEqualTo("reached");
    }
}
