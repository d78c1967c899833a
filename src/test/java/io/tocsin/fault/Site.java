package io.tocsin.fault;

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
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;

/** A gateway in this process with a configuration of the test's own. */
final class Site implements AutoCloseable {
    /** Nothing keeps a warning from being sent, and what failed is tried again within seconds. */
    static final String RULES = """
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: fraud-sms, attempts: 5 } ], retry: { pace: fast } }
            policy: { quietHours: "off", frequencyCap: "off" }
            """;
    private final Path folder;
    private final Gateway gateway;
    private final ApiKey key;
    private final ApiClient client;
    private final ApiClient otherClient;

    private Site(Path folder, Gateway gateway, ApiKey key, ApiKey other) {
        this.folder = folder;
        this.gateway = gateway;
        this.key = key;
        this.client = new ApiClient(url(), key.text());
        this.otherClient = new ApiClient(url(), other.text());
    }

    /**
     * Starts one on free ports.
     *
     * @param folder of its data
     * @param redis {@code embedded} or an address
     * @param yaml further top-level keys
     */
    static Site start(Path folder, String redis, String yaml) {
        return start(folder, redis, "{ port: 0 }", yaml);
    }

    /** The same with that TCP door. */
    static Site start(Path folder, String redis, String tcp, String yaml) {
        ApiKey key = ApiKey.fresh();
        ApiKey other = ApiKey.fresh();
        String all = """
                node: site
                drain: 2s
                store: { redis: "%s", dir: "%s" }
                http: { port: 0 }
                tcp: %s
                clients:
                  watchman: { scopes: [submit, read, operate], keySha256: "%s", rate: 1000000/s }
                  other: { scopes: [submit, read], keySha256: "%s", rate: 1000000/s }
                """.formatted(redis, folder.resolve("data"), tcp, key.sha256(), other.sha256()) + yaml;
        Gateway gateway = Gateway.start(new ConfigReader(Map.of(), "site").read("site", all, folder));
        return new Site(folder, gateway, key, other);
    }

    /** Accepts at once and delivers soon. */
    static Behaviour quick(long seed) {
        return Behaviour.good(seed).withReceipts(Mix.only("DELIVRD"), new Span(1, 20));
    }

    /** A simulated carrier that lets everybody in. */
    static CmppSimulator carrier(Behaviour behaviour) throws InterruptedException {
        return CmppSimulator.start(0, new SmsSimulator.Login("", ""), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
    }

    /** A carrier of the configuration; {@code more} are further lines of it. */
    static String carrier(String name, int port, String more) {
        return """
                  %s:
                    protocol: cmpp
                    host: 127.0.0.1
                    port: %d
                    account: "900001"
                    secret: s
                    source: "10690096110"
                    sessions: 2
                    window: 32
                    rate: off
                    connectTimeout: 2s
                    responseTimeout: 2s
                    ambiguous: { wait: 2s, then: resend }
                """.formatted(name, port) + more.indent(4);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + gateway.httpPort());
    }

    int tcpPort() {
        return gateway.tcpPort();
    }

    String key() {
        return key.text();
    }

    Path folder() {
        return folder;
    }

    ApiClient client() {
        return client;
    }

    /** Number of the process that was started last as the embedded Redis. */
    long redis() throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("data/redis.properties")).stream()
                .filter(line -> line.startsWith("pid=")).findFirst().orElseThrow().substring("pid=".length()));
    }

    /** Submits so many warnings of a seed; says the batch. */
    String submit(long seed, int warnings) throws IOException, InterruptedException {
        ApiClient.Reply reply = client.submit("grade=low", "application/x-ndjson", "batch-" + seed,
                BodyPublishers.ofByteArray(new Samples(seed, warnings, false).bytes(0, warnings)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        assertThat(reply.body().path("accepted").asInt()).isEqualTo(warnings);
        return reply.body().path("id").asText();
    }

    /** Another client submits so many warnings of a seed, all of which are accepted. */
    void otherSubmits(long seed, int warnings) throws IOException, InterruptedException {
        ApiClient.Reply reply = otherClient.submit("grade=low", "application/x-ndjson", "other-" + seed,
                BodyPublishers.ofByteArray(new Samples(seed, warnings, false).bytes(0, warnings)));
        assertThat(reply.status()).as(reply.body().toString()).isEqualTo(202);
        assertThat(reply.body().path("accepted").asInt()).isEqualTo(warnings);
    }

    JsonNode counts(String batch) throws IOException, InterruptedException {
        return client.get("/v1/batches/" + batch).body().path("counts");
    }

    /** Waits until every warning of the batch is final and reached. */
    void allReached(String batch, int warnings) throws IOException, InterruptedException {
        soon("batch " + batch + " is done").until(
                () -> client.get("/v1/batches/" + batch).body().path("state").asText().equals("done"));
        JsonNode counts = counts(batch);
        assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
        assertThat(counts.path("reached").asInt()).as(counts.toString()).isEqualTo(warnings);
    }

    /** What operators are shown of a carrier. */
    JsonNode carrierView(String name) throws IOException, InterruptedException {
        for (JsonNode each : client.get("/v1/carriers").body().path("items")) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new IllegalStateException("no carrier " + name + " in " + client.get("/v1/carriers").body());
    }

    /** The sum of all samples of a metric with those labels, as {@code carrier="cmcc"}. */
    double metric(String name, String... labels) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            String text = http.send(HttpRequest.newBuilder(url().resolve("/metrics")).build(), BodyHandlers.ofString())
                    .body();
            return text.lines().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .filter(line -> Stream.of(labels).allMatch(line::contains))
                    .mapToDouble(line -> number(line.substring(line.lastIndexOf(' ') + 1))).sum();
        }
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    static ConditionFactory soon(String what) {
        return await(what).atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50));
    }

    @Override
    public void close() {
        client.close();
        otherClient.close();
        gateway.close();
    }
}
