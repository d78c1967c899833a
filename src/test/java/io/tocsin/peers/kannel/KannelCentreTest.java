package io.tocsin.peers.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.Gateway;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.config.read.ConfigReader;
import io.tocsin.peers.MixedTexts;
import io.tocsin.send.sms.smpp.DeliverSmResp;
import io.tocsin.send.sms.smpp.EnquireLinkResp;
import io.tocsin.send.sms.smpp.SmppMessage;
import io.tocsin.send.sms.smpp.SubmitSm;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wired gateway bound to what of Kannel can be a centre: {@code drive_smpp} of Debian's
 * kannel-extras, its own test of its client. It answers submits without a message id, sends no
 * receipts of them, and delivers 5,000 messages that name one it never gave, each with a question
 * whether we are there.
 */
class KannelCentreTest {
    private static final Path DRIVE_SMPP = Path.of("/usr/lib/kannel/test/drive_smpp");
    /** Where it looks for a bearerbox; it takes no other. */
    private static final int BEARERBOX_PORT = 13_001;
    private static final int EACH = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    private final List<String> plain = new ArrayList<>();

    @Test
    void kannels_own_centre_reads_what_we_submit_and_hears_that_we_took_what_it_delivers() throws Exception {
        assumeTrue(Files.isExecutable(DRIVE_SMPP), "drive_smpp is not installed: apt-get install kannel-extras");
        InetAddress here = InetAddress.getLoopbackAddress();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, here)) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("drive_smpp.log");
        try (ServerSocket bearerbox = new ServerSocket(BEARERBOX_PORT, 5, here)) {
            Process centre = new ProcessBuilder(DRIVE_SMPP.toString(), "-v", "4", "-l", log.toString(), "-p",
                    Integer.toString(port), "-m", Integer.toString(EACH))
                    .redirectErrorStream(true).redirectOutput(folder.resolve("out.log").toFile()).start();
            try (Tap tap = new Tap(port)) {
                talk(tap, log);
                assertThat(bearerbox.isBound()).isTrue();
            } finally {
                centre.destroy();
                if (!centre.waitFor(10, TimeUnit.SECONDS)) {
                    centre.destroyForcibly();
                }
            }
        }
    }

    private void talk(Tap tap, Path log) throws Exception {
        ApiKey key = ApiKey.fresh();
        String yaml = yaml(key, tap.port());
        try (Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "peers").read("peers", yaml, folder));
                ApiClient client = new ApiClient(URI.create("http://127.0.0.1:" + gateway.httpPort()), key.text())) {
            String id = client.submit("grade=low", "application/x-ndjson", "peers", BodyPublishers.ofString(body()))
                    .body().path("id").asText();
            await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
                assertThat(client.get("/v1/batches/" + id).body().path("counts").path("awaiting-receipt").asInt())
                        .as("accepted, and no receipt will come").isEqualTo(EACH);
                assertThat(of(tap, DeliverSmResp.class)).hasSize(EACH).allMatch(answer -> answer.status() == 0);
                assertThat(of(tap, EnquireLinkResp.class)).hasSizeGreaterThanOrEqualTo(EACH);
            });
        }
        // It writes octets as they are.
        String saw = Files.readString(log, StandardCharsets.ISO_8859_1);
        assertThat(saw).contains("ESME has submitted all messages to SMSC.", "All messages sent to ESME.")
                .doesNotContain("ERROR", "PDU unpacking failed");
        assertThat(saw.split("submit_sm: short_message = <", -1)).hasSize(of(tap, SubmitSm.class).size() + 1);
        assertThat(plain).hasSizeGreaterThan(50)
                .allSatisfy(text -> assertThat(saw).contains("submit_sm: short_message = <" + text + ">"));
    }

    private static <M extends SmppMessage> List<M> of(Tap tap, Class<M> type) {
        return tap.said.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private String body() throws Exception {
        MixedTexts texts = new MixedTexts(145);
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < EACH; i++) {
            String phone = "138%08d".formatted(10_000_000 + i * 7919);
            String text = texts.next();
            // What goes as ASCII in one segment: the log says it up to an octet of zero.
            if (text.length() <= 140 && text.matches("[ -Za-z_]+")) {
                plain.add(text);
            }
            body.append(JSON.writeValueAsString(Map.of("ref", phone, "phone", phone, "vars", Map.of("text", text))))
                    .append('\n');
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
                  kannel: { protocol: smpp, host: 127.0.0.1, port: %d, account: tocsin, secret: secret,
                    source: "10690096110", window: 16, rate: off, operators: [mobile], bind: separate,
                    ambiguous: { wait: 1m, then: unreached } }
                """.formatted(key.sha256(), port);
    }
}
