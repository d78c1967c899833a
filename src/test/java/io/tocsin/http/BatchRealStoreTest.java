package io.tocsin.http;

import static io.tocsin.http.BatchDoor.NDJSON;
import static io.tocsin.http.BatchDoor.counts;
import static io.tocsin.http.BatchDoor.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.store.RealRedis;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BatchRealStoreTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    @TempDir
    Path dir;

    private RealIntake node(long seed) {
        return new RealIntake(SERVER.port(), dir, seed);
    }

    private static BatchId id(HttpResponse<String> answer) {
        return new BatchId(answer.body().substring(7, 23));
    }

    @Test
    void a_batch_is_durable_when_it_is_answered_and_another_node_repeats_the_answer() {
        String body = lines(0, 20_000) + lines(0, 100) + "{\"ref\":\"R5\",\"phone\":\"13911112222\"}\nnonsense\n";
        HttpResponse<String> answer;
        try (RealIntake node = node(1)) {
            answer = node.post("k1", body);
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(counts(answer))
                    .startsWith("{\"submitted\":20102,\"accepted\":20000,\"duplicate\":100,\"rejected\":2,")
                    .contains("\"index\":20100,\"ref\":\"R5\",\"field\":\"ref\",\"code\":\"ref-conflict\"")
                    .contains("bad-json");
        }
        try (RealIntake node = node(2)) {
            HttpResponse<String> again = node.post("k1", body);
            assertThat(again.body()).isEqualTo(answer.body());
            assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
            assertThat(node.store.intake().accepted(id(answer))).isEqualTo(20_000);
            assertThat(node.post("k1", body + "\n\n").statusCode()).isEqualTo(422);
            assertThat(counts(node.post("k2", lines(0, 10))))
                    .startsWith("{\"submitted\":10,\"accepted\":0,\"duplicate\":10,");
        }
    }

    @Test
    void a_body_that_was_cut_goes_on_at_another_node() throws IOException {
        String body = lines(30_000, 50_000);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (RealIntake node = node(3); RawHttp raw = new RawHttp(node.door.port(), "cut", NDJSON, bytes.length)) {
            raw.send(Arrays.copyOf(bytes, bytes.length / 2));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> node.store.intake().pending("watchman") > 5000);
            assertThat(node.post("cut", body).statusCode()).isEqualTo(409);
            raw.cut();
        }
        try (RealIntake node = node(4)) {
            HttpResponse<String> answer = node.post("cut", body);
            assertThat(counts(answer)).isEqualTo(
                    "{\"submitted\":20000,\"accepted\":20000,\"duplicate\":0,\"rejected\":0,\"errors\":[]}");
            assertThat(node.store.intake().accepted(id(answer))).isEqualTo(20_000);
        }
    }

    @Test
    void a_redis_that_dies_in_the_middle_is_503_and_the_same_key_goes_on_when_it_is_back() throws IOException {
        String body = lines(60_000, 80_000);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (RealIntake node = node(5)) {
            try (RawHttp raw = new RawHttp(node.door.port(), "dies", NDJSON, bytes.length)) {
                raw.send(Arrays.copyOf(bytes, bytes.length / 2));
                long before = node.store.intake().pending("watchman");
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> node.store.intake().pending("watchman") >= before);
                SERVER.kill();
                raw.send(Arrays.copyOfRange(bytes, bytes.length / 2, bytes.length));
                assertThat(raw.status()).isEqualTo(503);
            }
            assertThat(node.post("dies", body).statusCode()).isEqualTo(503);
            SERVER.start();
            await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofSeconds(1))
                    .until(() -> node.post("dies", body).statusCode() == 202);
            assertThat(counts(node.post("dies", body))).isEqualTo(
                    "{\"submitted\":20000,\"accepted\":20000,\"duplicate\":0,\"rejected\":0,\"errors\":[]}");
        }
    }

    @Test
    void many_small_batches_at_once_all_balance() throws Exception {
        try (RealIntake node = node(6); ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<String>> posts = IntStream.range(0, 40).mapToObj(i -> (Callable<String>) () -> counts(
                    node.post("many" + i, lines(100_000 + i * 500, 100_000 + i * 500 + 550)))).toList();
            long accepted = 0;
            for (Future<String> answer : threads.invokeAll(posts)) {
                assertThat(answer.get()).contains("\"submitted\":550,").contains("\"rejected\":0,");
                accepted += Long.parseLong(answer.get().replaceAll(".*\"accepted\":([0-9]+),.*", "$1"));
            }
            // Neighbours share 50 refs; each is accepted once, whoever comes first.
            assertThat(accepted).isEqualTo(40 * 500 + 50);
        }
    }
}
