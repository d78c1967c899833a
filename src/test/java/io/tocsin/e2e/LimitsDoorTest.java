package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.ingest.tcp.Peer;
import io.tocsin.ingest.tcp.protocol.MessageType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a client meets that sends too much, too fast, too slowly, or while Redis is away. What takes
 * half a minute by contract is begun before the tests and waited for side by side.
 */
class LimitsDoorTest {
    /** What waits for it stays pending. */
    private static final String MUCH_LATER = "2080-01-01T00:00:00Z";
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static CompletableFuture<Caller.Answer> overHttp;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static CompletableFuture<String> overTcp;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static CompletableFuture<String> silent;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static CompletableFuture<String> wordless;

    @BeforeAll
    static void start() {
        String clients = Doors.client("slow", "submit", ", rate: 20/m")
                + Doors.client("full", "submit", ", maxPending: 5")
                + Doors.client("overHttp", "submit", ", maxPending: 7")
                + Doors.client("overTcp", "submit", ", maxPending: 3");
        doors = Doors.open(Doors.GOOD, "1000/s", clients, 1);
        overHttp = later(() -> doors.as("overHttp").submit("notBefore=" + MUCH_LATER, "application/x-ndjson", "over",
                Doors.rows("overHttp", 20).getBytes(StandardCharsets.UTF_8)));
        overTcp = later(() -> {
            try (Peer peer = Peer.lines(doors.tcpPort())) {
                peer.patience(Doors.PATIENCE);
                peer.send(MessageType.HELLO, 1,
                        "{\"client\":\"overTcp\",\"key\":\"" + Doors.key("overTcp") + "\",\"events\":false}");
                peer.read();
                peer.send(MessageType.SUBMIT, 1, "{\"batch\":{\"notBefore\":\"" + MUCH_LATER + "\"},\"warnings\":["
                        + Doors.rows("overTcp", 9).strip().replace("\n", ",") + "]}");
                return peer.read().body().toString();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        wordless = later(LimitsDoorTest::wordless);
        silent = later(() -> {
            String rows = Doors.rows("silent", 10);
            try (HalfBody body = new HalfBody(doors.httpPort(), "other", "silent", "application/x-ndjson",
                    rows.length() + 2L)) {
                body.send(Doors.rows("silent", 4));
                return body.answer();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static String wordless() {
        try (Peer peer = Peer.lines(doors.tcpPort())) {
            peer.patience(Doors.PATIENCE);
            return peer.rest().getFirst().problem();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> CompletableFuture<T> later(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static <T> T result(CompletableFuture<T> of) throws Exception {
        return of.get(2 * Doors.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    @Test
    void a_client_above_its_rate_is_read_slowly_and_its_next_request_told_when_to_come_again() throws Exception {
        String rows = Doors.rows("slow", 30);
        // A single row, as it may overtake the first body's, and then waits for no more than its own turn.
        String one = Doors.rows("next", 1);
        try (HalfBody body = new HalfBody(doors.httpPort(), "slow", "slow", "application/x-ndjson",
                rows.getBytes(StandardCharsets.UTF_8).length)) {
            body.send(rows);
            await().atMost(Doors.PATIENCE).until(() -> doors.as("slow").submit("next", one).status() == 429);

            Caller.Answer next = doors.as("slow").submit("next", one);

            assertThat(next.problem()).isEqualTo("over-rate");
            assertThat(Integer.parseInt(next.header("Retry-After"))).isBetween(1, 200);
            assertThat(doors.as("slow").get("/v1/batches").json().path("items").findValuesAsText("state"))
                    .contains("accepting");
            body.cut();
        }
    }

    @Test
    void a_client_with_as_many_pending_as_agreed_is_told_so_before_its_first_row() {
        Caller full = doors.as("full");
        full.submit("notBefore=" + MUCH_LATER, "application/x-ndjson", "full-1",
                Doors.rows("full", 5).getBytes(StandardCharsets.UTF_8));

        Caller.Answer more = full.submit("full-2", Doors.rows("fuller", 1));

        assertThat(more.status()).isEqualTo(429);
        assertThat(more.problem()).isEqualTo("over-pending");
        assertThat(Integer.parseInt(more.header("Retry-After"))).isPositive();
        assertThat(full.get("/v1/batches").json().path("items")).hasSize(1);
    }

    /**
     * Such an answer comes before the body was read, and must not be lost over what is still on its
     * way.
     */
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void an_answer_before_the_body_is_read_arrives_whatever_the_body(HttpClient.Version version) throws Exception {
        byte[] large = Doors.rows("large", 40_000).getBytes(StandardCharsets.UTF_8);
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            for (int i = 0; i < 40; i++) {
                byte[] body = i % 4 > 1 ? large : new byte[]{'{'};
                HttpRequest request = HttpRequest
                        .newBuilder(URI.create("http://127.0.0.1:" + doors.httpPort() + "/v1/batches"))
                        .header("Authorization", "Bearer " + Doors.key(i % 2 == 0 ? "watchman" : "reader"))
                        .header("Content-Type", "application/x-ndjson").timeout(Doors.PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as("request " + i).isEqualTo(i % 2 == 0 ? 400 : 403);
                assertThat(answer.body()).contains(i % 2 == 0 ? "missing-idempotency-key" : "forbidden");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void a_body_that_is_given_up_is_answered_all_the_same(HttpClient.Version version) throws Exception {
        byte[] large = ("[" + Doors.rows("given-up", 40_000)).getBytes(StandardCharsets.UTF_8);
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            for (int i = 0; i < 20; i++) {
                HttpRequest request = HttpRequest
                        .newBuilder(URI.create("http://127.0.0.1:" + doors.httpPort() + "/v1/batches"))
                        .header("Authorization", "Bearer " + Doors.key("watchman"))
                        .header("Idempotency-Key", "given-up-" + version + i)
                        .header("Content-Type", "application/json").timeout(Doors.PATIENCE)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(large)).build();
                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.body()).as("request " + i).contains("bad-body");
            }
        }
    }

    @Test
    void as_many_pending_as_agreed_in_mid_body_refuses_the_rest_row_by_row() throws Exception {
        Caller.Answer http = result(overHttp);
        String tcp = result(overTcp);

        assertThat(http.status()).as(http.toString()).isEqualTo(202);
        assertThat(http.json().path("accepted").asInt()).isEqualTo(7);
        assertThat(http.json().path("rejected").asInt()).isEqualTo(13);
        assertThat(http.json().path("errors").findValuesAsText("code")).hasSize(13).containsOnly("over-pending");
        assertThat(tcp).contains("\"type\":\"ACK\"", "\"accepted\":3", "\"rejected\":6", "over-pending");
    }

    @Test
    void whoever_connects_and_says_nothing_is_told_so_after_ten_seconds() throws Exception {
        assertThat(result(wordless)).isEqualTo("no-hello");
    }

    @Test
    void a_body_that_falls_silent_frees_its_key_after_half_a_minute() throws Exception {
        String answer = result(silent);

        assertThat(answer).contains("408", "/problems/body-idle", "4 rows of it are taken");
        Caller.Answer whole = doors.as("other").submit("silent", Doors.rows("silent", 10));
        assertThat(whole.json().path("accepted").asInt()).as(whole.toString()).isEqualTo(10);
    }

    @Test
    void while_redis_is_away_everyone_is_told_to_come_again_and_nothing_is_lost() throws Exception {
        result(overHttp);
        result(overTcp);
        result(silent);
        result(wordless);
        doors.redis().kill();
        try {
            await().atMost(Doors.PATIENCE).until(() -> doors.as("").get("/health/ready").status() == 503);

            Caller.Answer submit = doors.as("watchman").submit("away", Doors.rows("away", 1));
            Caller.Answer look = doors.as("watchman").get("/v1/batches");

            assertThat(submit.status()).isEqualTo(503);
            assertThat(Integer.parseInt(submit.header("Retry-After"))).isPositive();
            assertThat(look.problem()).isEqualTo("store-unavailable");
            assertThat(look.header("Retry-After")).isNotEmpty();
            assertThat(doors.as("").get("/health/live").status()).isEqualTo(200);
        } finally {
            doors.redis().start();
        }
        await().atMost(Doors.PATIENCE).until(() -> doors.as("").get("/health/ready").status() == 200);
        assertThat(doors.as("watchman").submit("away", Doors.rows("away", 1)).json().path("accepted").asInt()).isOne();
    }
}
