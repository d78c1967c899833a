package io.tocsin.http;

import static io.tocsin.http.BatchDoor.CSV;
import static io.tocsin.http.BatchDoor.JSON;
import static io.tocsin.http.BatchDoor.NDJSON;
import static io.tocsin.http.BatchDoor.counts;
import static io.tocsin.http.BatchDoor.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.config.value.Rate;
import io.tocsin.ingest.SubmissionStore.Submission;
import io.tocsin.warning.BatchId;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchResumeTest {
    private static final String SCOPE = "http:watchman";
    private static final String ALL = "{\"submitted\":1000,\"accepted\":1000,\"duplicate\":0,\"rejected\":0,\"errors\":[]}";
    private BatchDoor batches = new BatchDoor();

    @AfterEach
    void close() {
        batches.close();
    }

    /** Sends the first bytes of a body, waits until rows have come, and cuts the line. */
    private void cut(String key, String type, String body, int bytes, int rows) throws IOException {
        byte[] whole = body.getBytes(StandardCharsets.UTF_8);
        try (RawHttp raw = new RawHttp(batches.door.port(), key, type, whole.length)) {
            raw.send(java.util.Arrays.copyOf(whole, bytes));
            await().atMost(Duration.ofSeconds(10)).until(() -> batches.intake.store.givenRows() >= rows);
            raw.cut();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> !batches.intake.submissions.isHeld(SCOPE, key));
    }

    @Test
    void the_same_again_gets_the_first_answer_and_sends_nothing_twice() {
        HttpResponse<String> first = batches.post("k1", NDJSON, lines(0, 100));
        batches.intake.clock.move(Duration.ofHours(70));
        HttpResponse<String> again = batches.post("k1", NDJSON, lines(0, 100));
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(again.headers().firstValue("Location")).isEqualTo(first.headers().firstValue("Location"));
        assertThat(batches.intake.store.givenRows()).isEqualTo(100);
        assertThat(batches.heard).containsExactly("watchman 100/0/0", "DONE", "REPLAYED");
    }

    @Test
    void an_answer_is_repeated_even_after_the_batch_has_expired() {
        String query = "?expiresAt=2026-11-26T01:00:00Z";
        byte[] body = lines(0, 3).getBytes(StandardCharsets.UTF_8);
        String first = batches.post("k1", NDJSON, body, query).body();
        batches.intake.clock.move(Duration.ofHours(5));
        assertThat(batches.post("k1", NDJSON, body, query).body()).isEqualTo(first);
    }

    @Test
    void another_body_or_other_fields_under_the_same_key_are_422() {
        batches.post("k1", NDJSON, lines(0, 100));
        assertThat(batches.post("k1", NDJSON, lines(0, 101)).statusCode()).isEqualTo(422);
        assertThat(batches.post("k1", NDJSON, lines(0, 99)).statusCode()).isEqualTo(422);
        HttpResponse<String> fields = batches.post("k1", NDJSON, lines(0, 100).getBytes(StandardCharsets.UTF_8),
                "?name=other");
        assertThat(fields.statusCode()).isEqualTo(422);
        assertThat(fields.body()).contains("/problems/idempotency-key-reused").contains("fields");
        assertThat(batches.post("k1", CSV, "ref,phone\n").statusCode()).isEqualTo(422);
        assertThat(batches.post("k1", NDJSON, lines(0, 100)).statusCode()).isEqualTo(202);
    }

    @Test
    void while_it_is_running_the_same_key_is_409_and_another_clients_is_not() throws IOException {
        try (RawHttp raw = new RawHttp(batches.door.port(), "k1", NDJSON, 1000)) {
            raw.send(lines(0, 1));
            await().atMost(Duration.ofSeconds(10)).until(() -> batches.intake.store.givenRows() == 1);
            HttpResponse<String> answer = batches.post("k1", NDJSON, lines(0, 1));
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("/problems/still-running");
            assertThat(batches.door.send("/v1/batches", b -> b.header("Authorization", "Bearer other-key")
                    .header("Content-Type", NDJSON).header("Idempotency-Key", "k1")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(lines(0, 1)))).statusCode()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5000, 20_000, 30_001})
    void a_body_that_is_cut_goes_on_where_it_is_durable(int at) throws IOException {
        String body = lines(0, 1000);
        int rows = at / 45;
        cut("k1", NDJSON, body, at, rows);
        Submission known = batches.intake.submissions.of(SCOPE, "k1").orElseThrow();
        long given = batches.intake.store.givenRows();
        assertThat(known.prefixBytes()).isPositive().isLessThanOrEqualTo(at);
        assertThat(body.charAt((int) known.prefixBytes() - 1)).isEqualTo('\n');
        assertThat(given).isEqualTo(body.substring(0, (int) known.prefixBytes()).lines().count());
        HttpResponse<String> answer = batches.post("k1", NDJSON, body);
        assertThat(counts(answer)).isEqualTo(ALL);
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(batches.intake.store.givenRows()).isEqualTo(1000);
        assertThat(batches.heard).contains("CUT");
        assertThat(batches.intake.store.batches).hasSize(1);
    }

    @Test
    void json_and_csv_resume_as_well() throws IOException {
        String json = "{\"name\":\"n\",\"warnings\":[" + lines(0, 1000).strip().replace("\n", ",\n") + "]}";
        cut("k1", JSON, json, 20_000, 300);
        assertThat(counts(batches.post("k1", JSON, json))).isEqualTo(ALL);
        StringBuilder csv = new StringBuilder("编号,手机号,姓名\r\n");
        for (int i = 0; i < 1000; i++) {
            csv.append("C").append(i).append(',').append(13_900_000_000L + i).append(",\"张\n三\"\r\n");
        }
        cut("k2", CSV, csv.toString(), 20_000, 1500);
        assertThat(counts(batches.post("k2", CSV, csv.toString()))).isEqualTo(ALL);
        assertThat(batches.intake.store.givenRows()).isEqualTo(2000);
    }

    @Test
    void a_different_beginning_is_422_and_a_different_rest_is_not() throws IOException {
        String body = lines(0, 1000);
        cut("k1", NDJSON, body, 20_000, 300);
        assertThat(batches.post("k1", NDJSON, body.replace("R7\"", "R-7\"")).statusCode()).isEqualTo(422);
        assertThat(batches.post("k1", NDJSON, body.replaceFirst("R7\"", "S7\"")).statusCode()).isEqualTo(422);
        assertThat(batches.post("k1", NDJSON, lines(0, 10)).statusCode()).isEqualTo(422);
        assertThat(batches.post("k1", NDJSON, "").statusCode()).isEqualTo(422);
        assertThat(counts(batches.post("k1", NDJSON, body + lines(1000, 1001)))).contains("\"submitted\":1001,");
    }

    @Test
    void rows_refused_before_the_cut_are_still_listed() throws IOException {
        String body = lines(0, 10) + "{\"ref\":\"x\",\"phone\":\"1\"}\n{\"ref\":\"R3\",\"phone\":\"13911112222\"}\n"
                + lines(10, 1000);
        cut("k1", NDJSON, body, 20_000, 300);
        assertThat(counts(batches.post("k1", NDJSON, body)))
                .startsWith("{\"submitted\":1002,\"accepted\":1000,\"duplicate\":0,\"rejected\":2,")
                .contains("\"index\":10,\"ref\":\"x\",\"field\":\"phone\"")
                .contains("\"index\":11,\"ref\":\"R3\",\"field\":\"ref\"");
    }

    @Test
    void rows_that_were_durable_before_a_node_died_count_once_as_accepted() throws IOException {
        String body = lines(0, 1000) + lines(0, 5);
        cut("k1", NDJSON, body, 20_000, 300);
        Submission known = batches.intake.submissions.of(SCOPE, "k1").orElseThrow();
        // The node died before it wrote its checkpoint: the rows are there, the prefix is not.
        batches.intake.submissions.put(SCOPE, "k1", new Submission(known.batch(), known.fingerprint(), 0,
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0, "[]", ""));
        assertThat(counts(batches.post("k1", NDJSON, body)))
                .startsWith("{\"submitted\":1005,\"accepted\":1000,\"duplicate\":5,\"rejected\":0,");
    }

    @Test
    void a_body_that_stops_coming_frees_its_key() throws IOException {
        batches.close();
        batches = new BatchDoor(Rate.perSecond(1_000_000), 1_000_000, Duration.ofMillis(300));
        try (RawHttp raw = new RawHttp(batches.door.port(), "k1", NDJSON, 45_000)) {
            raw.send(lines(0, 20));
            assertThat(raw.status()).isEqualTo(408);
        }
        assertThat(batches.intake.submissions.isHeld(SCOPE, "k1")).isFalse();
        assertThat(counts(batches.post("k1", NDJSON, lines(0, 1000)))).isEqualTo(ALL);
    }

    @Test
    void a_body_that_only_drips_frees_its_key_as_well() throws Exception {
        batches.close();
        batches = new BatchDoor(Rate.perSecond(1_000_000), 1_000_000, Duration.ofMillis(300));
        try (RawHttp raw = new RawHttp(batches.door.port(), "k1", NDJSON, 45_000)) {
            byte[] body = lines(0, 1000).getBytes(StandardCharsets.UTF_8);
            raw.send(lines(0, 20));
            Thread dripping = Thread.ofVirtual().start(() -> {
                try {
                    for (int at = lines(0, 20).length(); at < body.length; at++) {
                        raw.send(new byte[]{body[at]});
                        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                    }
                } catch (IOException e) {
                    // The server has heard enough.
                    Thread.onSpinWait();
                }
            });
            assertThat(raw.status()).isEqualTo(408);
            raw.cut();
            dripping.join();
        }
        assertThat(batches.intake.submissions.isHeld(SCOPE, "k1")).isFalse();
        assertThat(counts(batches.post("k1", NDJSON, lines(0, 1000)))).isEqualTo(ALL);
    }

    @Test
    void the_key_stays_held_while_a_slow_body_is_awaited() throws IOException {
        batches.close();
        batches = new BatchDoor(Rate.perSecond(1_000_000), 1_000_000, Duration.ofSeconds(3));
        try (RawHttp raw = new RawHttp(batches.door.port(), "k1", NDJSON, 45_000)) {
            raw.send(lines(0, 20));
            await().atMost(Duration.ofSeconds(10)).until(() -> batches.intake.store.givenRows() == 20);
            batches.intake.clock.move(Duration.ofSeconds(6));
            await().atMost(Duration.ofSeconds(2)).until(() -> !batches.intake.submissions.checkpoints.isEmpty());
            assertThat(batches.intake.submissions.isHeld(SCOPE, "k1")).isTrue();
        }
    }

    @Test
    void a_body_cut_by_the_servers_end_is_recorded_before_it_is_gone() throws IOException {
        try (RawHttp raw = new RawHttp(batches.door.port(), "k1", NDJSON, 45_000)) {
            raw.send(lines(0, 20));
            await().atMost(Duration.ofSeconds(10)).until(() -> batches.intake.store.givenRows() == 20);
            batches.close();
        }
        assertThat(batches.intake.submissions.isHeld(SCOPE, "k1")).isFalse();
        assertThat(batches.intake.submissions.of(SCOPE, "k1").orElseThrow().prefixBytes())
                .isEqualTo(lines(0, 20).length());
    }

    @Test
    void json_that_breaks_in_the_middle_is_400_and_may_be_mended_from_there() {
        String rows = lines(0, 1000).strip().replace("\n", ",\n");
        String broken = "{\"warnings\":[" + rows + "} , oops";
        HttpResponse<String> answer = batches.post("k1", JSON, broken);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("the 1000 rows before the fault are taken", "send the body with that mended")
                .doesNotContain("same body");
        assertThat(counts(batches.post("k1", JSON, "{\"warnings\":[" + rows + "]}"))).isEqualTo(ALL);
        assertThat(batches.intake.store.givenRows()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"编号;手机号\n1;13800138000\n", "", "ref,phone,ref\n", "编号,电话\n1,13800138000\n"})
    void a_body_refused_before_its_first_row_leaves_no_batch_and_its_key_is_free(String wrong) {
        HttpResponse<String> refused = batches.post("k1", CSV, wrong.getBytes(StandardCharsets.UTF_8), "?name=wrong");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("nothing of it is taken", "free for another body");
        assertThat(batches.intake.store.batches).isEmpty();
        assertThat(batches.intake.submissions.of(SCOPE, "k1")).isEmpty();
        assertThat(counts(batches.post("k1", NDJSON, lines(0, 3)))).contains("\"accepted\":3");
        assertThat(batches.intake.store.batches).hasSize(1);
    }

    @Test
    void a_key_left_by_a_crash_before_the_first_row_is_free_and_one_left_after_it_is_not() throws IOException {
        Submission crashed = new Submission(batches.intake.ids.get(), "f00d", 0, "", 0, "[]", "");
        batches.intake.submissions.put(SCOPE, "k1", crashed);
        cut("k1", NDJSON, lines(0, 1000), 20_000, 300);
        assertThat(batches.intake.submissions.of(SCOPE, "k1").orElseThrow().batch()).isNotEqualTo(crashed.batch());
        assertThat(batches.post("k1", CSV, "编号;手机号\n").statusCode()).isEqualTo(422);
        assertThat(counts(batches.post("k1", NDJSON, lines(0, 1000)))).isEqualTo(ALL);
        assertThat(batches.intake.store.batches).hasSize(1);
    }

    @Test
    void an_empty_body_of_a_form_without_a_header_is_a_batch_without_rows() {
        assertThat(counts(batches.post("k1", NDJSON, ""))).contains("\"submitted\":0");
        assertThat(counts(batches.post("k2", JSON, "{\"warnings\":[]}"))).contains("\"submitted\":0");
        assertThat(batches.intake.store.closed).hasSize(2);
    }

    @Test
    void a_body_that_ends_early_says_what_its_batch_counts() {
        batches.post("k0", NDJSON, lines(0, 2));
        HttpResponse<String> broken = batches.post("k1", JSON, "{\"warnings\":["
                + (lines(0, 5) + "{\"ref\":\"x\"}").replace("\n", ",") + ",, oops");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(broken.body())
                .contains("the 6 rows before the fault are taken (accepted 3, duplicate 2, rejected 1");
        BatchId batch = batches.intake.submissions.of(SCOPE, "k1").orElseThrow().batch();
        assertThat(broken.body()).contains(batch.value());
        assertThat(batches.intake.store.counted(batch)).containsExactly(2L, 1L);
    }

    @Test
    void a_store_that_is_down_is_503_before_the_first_row_and_the_key_goes_on_later() {
        batches.intake.submissions.down(true);
        HttpResponse<String> answer = batches.post("k1", NDJSON, lines(0, 1000));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        batches.intake.submissions.down(false);
        batches.intake.store.down(true);
        assertThat(batches.post("k1", NDJSON, lines(0, 1000)).statusCode()).isEqualTo(503);
        batches.intake.store.down(false);
        assertThat(counts(batches.post("k1", NDJSON, lines(0, 1000)))).isEqualTo(ALL);
    }

    @Test
    void checkpoints_are_written_on_the_way_and_hold_what_is_durable() {
        String body = lines(0, 200_000);
        assertThat(batches.post("k1", NDJSON, body).statusCode()).isEqualTo(202);
        List<Submission> checkpoints = List.copyOf(batches.intake.submissions.checkpoints);
        assertThat(checkpoints).hasSizeBetween(2, 5);
        for (Submission checkpoint : checkpoints) {
            assertThat(body.charAt((int) checkpoint.prefixBytes() - 1)).isEqualTo('\n');
        }
        Submission done = batches.intake.submissions.of(SCOPE, "k1").orElseThrow();
        batches.intake.submissions.put(SCOPE, "k1", checkpoints.get(1));
        assertThat(counts(batches.post("k1", NDJSON, body))).startsWith("{\"submitted\":200000,\"accepted\":200000,");
        assertThat(batches.intake.submissions.of(SCOPE, "k1").orElseThrow().prefixHash()).isEqualTo(done.prefixHash());
        assertThat(batches.intake.store.givenRows()).isLessThan(330_000);
    }

    @Test
    void a_store_that_holds_rows_back_is_asked_to_flush() {
        batches.intake.store.lazy();
        assertThat(batches.post("k1", NDJSON, lines(0, 120_000)).statusCode()).isEqualTo(202);
        assertThat(batches.intake.submissions.checkpoints).isNotEmpty();
    }
}
