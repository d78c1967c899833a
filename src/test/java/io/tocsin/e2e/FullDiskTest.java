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
import io.tocsin.simulate.SmsSimulator;
import io.tocsin.simulate.SimulatorTime;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk under the embedded Redis is full: with {@code appendfsync always} Redis ends itself
 * then.
 */
class FullDiskTest {
    private static final int PART = 200;
    private static final int ROOM_KIB = 512;
    private static final int STARTS = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private CmppSimulator carrier;
    @SuppressWarnings("NullAway.Init") // set before each test
    private SmallDisk disk;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path config;
    private final ApiKey key = ApiKey.fresh();
    private final Map<Integer, String> acknowledged = new HashMap<>();
    private int port;

    @BeforeEach
    void prepare() throws Exception {
        carrier = CmppSimulator.start(0, new SmsSimulator.Login("900001", "s"), Behaviour.good(12),
                SimulatorTime.from(System::nanoTime, LocalDateTime.now(ZoneId.of("Asia/Shanghai"))));
        port = GatewayProcess.freePort();
        disk = SmallDisk.in(folder);
        config = Files.writeString(folder.resolve("tocsin.yaml"), yaml(port, carrier.port(), key));
    }

    @AfterEach
    void end() {
        carrier.close();
    }

    @Test
    void nothing_is_acknowledged_while_it_is_full_and_all_recovers_by_itself_when_there_is_room() throws Exception {
        disk.shrink(ROOM_KIB);
        try (GatewayProcess gateway = GatewayProcess.launch(config, port, disk.path());
                ApiClient client = gateway.client(key.text())) {
            gateway.awaitReady();
            int refused = untilFull(client);
            neverReadyWhileRedisComesAndGoes(client);
            assertThat(submit(client, refused).status()).as("while it is full").isEqualTo(503);

            disk.grow();
            gateway.awaitReady();
            for (int part = refused; part < refused + 3; part++) {
                int now = part;
                // 409 while the submission that failed still holds its key.
                soon().until(() -> submit(client, now).status() == 202);
            }
            allReached(client);
        }
    }

    @Test
    @Tag("long")
    void the_torn_end_of_the_file_is_dropped_and_what_was_acknowledged_is_there() throws Exception {
        disk.shrink(ROOM_KIB);
        try (GatewayProcess gateway = GatewayProcess.launch(config, port, disk.path());
                ApiClient client = gateway.client(key.text())) {
            gateway.awaitReady();
            untilFull(client);
            gateway.kill();
        }
        redis().ifPresent(ProcessHandle::destroyForcibly);
        soon().until(() -> redis().isEmpty());
        disk.grow();
        try (Stream<Path> files = Files.list(folder.resolve("data/appendonlydir"))) {
            Path last = files.filter(each -> each.toString().endsWith(".incr.aof")).max(Path::compareTo).orElseThrow();
            // The beginning of a write whose end was never written, as a cut of the power leaves it.
            Files.writeString(last, "*3\r\n$3\r\nSET\r\n$5\r\nprobe\r\n$10\r\n12", StandardOpenOption.APPEND);
        }
        try (GatewayProcess gateway = GatewayProcess.launch(config, port, disk.path());
                ApiClient client = gateway.client(key.text())) {
            gateway.awaitReady();
            assertThat(Files.readString(folder.resolve("data/redis.log"))).contains("truncat");
            allReached(client);
        }
    }

    /** Submits parts until the gateway says why it takes no more; says which part it was. */
    private int untilFull(ApiClient client) throws Exception {
        int part = 0;
        while (submit(client, part).status() == 202) {
            part++;
            assertThat(part).as("parts that fit into " + ROOM_KIB + " KiB").isLessThan(100);
        }
        soon().untilAsserted(() -> {
            ApiClient.Reply ready = client.get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body().toString()).contains("ended with exit code 1", "AOF write error");
        });
        return part;
    }

    /**
     * Not a byte can be written any more; Redis comes up all the same, and answers until it has to
     * write.
     */
    private void neverReadyWhileRedisComesAndGoes(ApiClient client) throws Exception {
        disk.shrink(0);
        Set<Long> starts = new HashSet<>();
        soon().until(() -> redis().filter(each -> starts.add(each.pid())).isPresent());
        soon().until(() -> client.get("/health/ready").status() == 503);
        soon().until(() -> {
            assertThat(client.get("/health/ready").status()).as("start " + starts.size()).isEqualTo(503);
            redis().ifPresent(each -> starts.add(each.pid()));
            return starts.size() > STARTS;
        });
    }

    private ApiClient.Reply submit(ApiClient client, int part) throws IOException, InterruptedException {
        ApiClient.Reply reply = client.submit("grade=low", "application/x-ndjson", "part-" + part,
                BodyPublishers.ofByteArray(new Samples(300 + part, PART, false).bytes(0, PART)));
        if (reply.status() == 202) {
            acknowledged.put(part, reply.body().path("id").asText());
        }
        return reply;
    }

    private void allReached(ApiClient client) throws Exception {
        assertThat(acknowledged).hasSizeGreaterThan(1);
        for (String batch : acknowledged.values()) {
            soon().untilAsserted(() -> assertThat(client.get("/v1/batches/" + batch).body().path("state").asText())
                    .as(() -> StillOpen.of(client, batch)).isEqualTo("done"));
            JsonNode counts = client.get("/v1/batches/" + batch).body().path("counts");
            assertThat(Follow.balances(counts)).as(counts.toString()).isTrue();
            assertThat(counts.path("reached").asInt()).as(counts.toString()).isEqualTo(PART);
        }
    }

    private Optional<ProcessHandle> redis() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data/redis.properties")).stream()
                .filter(line -> line.startsWith("pid=")).findFirst().orElseThrow().substring(4);
        return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(50));
    }

    private static String yaml(int httpPort, int carrierPort, ApiKey key) {
        return OneLine.yaml("""
                node: full
                drain: 2s
                store: { dir: data }
                http: { port: %d }
                tcp: { port: 0 }
                """.formatted(httpPort), key, carrierPort,
                "sessions: 2, window: 64, rate: off, ambiguous: { wait: 2s, then: resend }");
    }
}
