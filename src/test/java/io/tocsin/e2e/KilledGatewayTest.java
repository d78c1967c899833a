package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tocsin.access.ApiKey;
import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.client.Follow;
import io.tocsin.cli.sample.Samples;
import io.tocsin.simulate.Behaviour;
import io.tocsin.simulate.CmppSimulator;
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.SimulatorCounts;
import io.tocsin.simulate.SimulatorTime;
import io.tocsin.simulate.Span;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** kill -9 of the gateway again and again; {@code -Dseed=N} for other moments. */
class KilledGatewayTest {
    private static final int WARNINGS = 20_000;
    private static final int KILLS = 5;
    private static final int SESSIONS = 2;
    private static final int WINDOW = 64;
    private static final int MAX_PENDING = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final List<ProcessHandle> orphans = new ArrayList<>();
    private final Samples samples = new Samples(5, WARNINGS, false);

    static List<Long> seed() {
        return List.of(Long.getLong("seed", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 3, 4})
    @Tag("long")
    void at_other_moments_as_well(long seed) throws Exception {
        a_gateway_killed_five_times_in_a_batch_loses_nothing_and_marks_the_few_repeats(seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seed")
    void a_gateway_killed_five_times_in_a_batch_loses_nothing_and_marks_the_few_repeats(long seed) throws Exception {
        ApiKey key = ApiKey.fresh();
        int port = GatewayProcess.freePort();
        Behaviour behaviour = Behaviour.good(11).withReceipts(Mix.only("DELIVRD"), new Span(50, 500));
        try (CmppSimulator carrier = CmppSimulator.start(0, new SmsSimulator.Login("900001", "s"), behaviour,
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))))) {
            Path config = Files.writeString(folder.resolve("tocsin.yaml"), yaml(port, carrier.port(), key));
            try (ApiClient client = new ApiClient(GatewayProcess.url(port), key.text());
                    Submitter submitter = new Submitter(client)) {
                killAgainAndAgain(new Random(seed), config, port, carrier);
                try (GatewayProcess gateway = GatewayProcess.start(config, port)) {
                    String batch = submitter.batch();
                    soon().until(() -> client.get("/v1/batches/" + batch).body().path("state").asText()
                            .equals("done"));
                    check(client, batch, carrier);
                    assertThat(gateway.stop()).as("SIGTERM is obeyed").isEqualTo(143);
                }
            }
        }
    }

    /** At moments drawn from the whole batch; one more dies while it starts. */
    private void killAgainAndAgain(Random random, Path config, int port, CmppSimulator carrier) throws Exception {
        List<Integer> moments = new ArrayList<>();
        for (int i = 0; i < KILLS; i++) {
            moments.add(random.nextInt(WARNINGS * 9 / 10));
        }
        Collections.sort(moments);
        for (int moment : moments) {
            try (GatewayProcess gateway = GatewayProcess.start(config, port)) {
                await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(2))
                        .until(() -> carrier.counts().numbers() >= moment);
                gateway.kill();
            }
            orphans.add(redis());
            if (orphans.size() == KILLS / 2) {
                try (GatewayProcess stillborn = GatewayProcess.launch(config, port)) {
                    await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(2))
                            .until(() -> !orphans.getLast().isAlive());
                    stillborn.kill();
                }
            }
        }
    }

    /** The Redis that was started last. */
    private ProcessHandle redis() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data/redis.properties")).stream()
                .filter(line -> line.startsWith("pid=")).findFirst().orElseThrow().substring(4);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private void check(ApiClient client, String batch, CmppSimulator carrier) throws Exception {
        JsonNode counts = client.get("/v1/batches/" + batch).body().path("counts");
        SimulatorCounts seen = carrier.counts();
        assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
        assertThat(counts.path("accepted").asLong()).isEqualTo(WARNINGS);
        assertThat(counts.path("reached").asLong()).isEqualTo(WARNINGS);
        assertThat(seen.numbers()).isEqualTo(WARNINGS);
        assertThat(seen.repeated()).isPositive().isLessThanOrEqualTo(KILLS * (SESSIONS * WINDOW + MAX_PENDING));
        assertThat(redis().isAlive()).isTrue();
        assertThat(orphans).as("Redis servers of killed gateways").hasSize(KILLS).noneMatch(ProcessHandle::isAlive);

        List<JsonNode> results = results(client, batch);
        List<Integer> submits = carrier.submits(results.stream().map(each -> each.path("phone").asText()).toList());
        assertThat(results).hasSize(WARNINGS);
        int repeated = 0;
        for (int i = 0; i < results.size(); i++) {
            if (submits.get(i) > 1) {
                repeated += submits.get(i) - 1;
                JsonNode warning = client.get("/v1/warnings/" + results.get(i).path("id").asText()).body();
                assertThat(warning.path("resent").asBoolean()).isTrue();
                assertThat(warning.path("timeline").findValuesAsText("kind").stream().filter("resend"::equals).count())
                        .as(warning.toString()).isGreaterThanOrEqualTo(submits.get(i) - 1);
            }
        }
        assertThat(repeated).isEqualTo((int) seen.repeated());
    }

    private static List<JsonNode> results(ApiClient client, String batch) throws Exception {
        List<JsonNode> results = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(client.results(batch), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                results.add(JSON.readTree(line));
            }
        }
        return results;
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(100));
    }

    /**
     * An upstream that sends its batch with the same key until it is told that everything is accepted.
     */
    private final class Submitter implements AutoCloseable {
        private final ApiClient client;
        private final AtomicBoolean given = new AtomicBoolean();
        private final Thread thread;
        private volatile String batch = "";

        Submitter(ApiClient client) {
            this.client = client;
            thread = Thread.ofVirtual().start(this::submit);
        }

        private void submit() {
            while (batch.isEmpty() && !given.get()) {
                try {
                    ApiClient.Reply reply = client.submit("grade=low", "application/x-ndjson", "killed",
                            BodyPublishers.ofByteArray(samples.bytes(0, WARNINGS)));
                    batch = reply.ok() ? reply.body().path("id").asText() : "";
                } catch (IOException e) {
                    // The gateway is dead, or not there yet.
                    Thread.onSpinWait();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        String batch() {
            soon().until(() -> !batch.isEmpty());
            return batch;
        }

        @Override
        public void close() {
            given.set(true);
            thread.interrupt();
        }
    }

    private static String yaml(int httpPort, int carrierPort, ApiKey key) {
        return OneLine.yaml("""
                node: killed
                drain: 5s
                store: { dir: data }
                http: { port: %d }
                tcp: { port: 0 }
                settle: { maxPending: %d }
                """.formatted(httpPort, MAX_PENDING), key, carrierPort, "sessions: %d, window: %d, rate: 4000/s, %s"
                .formatted(SESSIONS, WINDOW, "ambiguous: { wait: 3s, then: resend }"));
    }
}
