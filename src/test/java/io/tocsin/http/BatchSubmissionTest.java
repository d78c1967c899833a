package io.tocsin.http;

import static io.tocsin.http.BatchDoor.CSV;
import static io.tocsin.http.BatchDoor.JSON;
import static io.tocsin.http.BatchDoor.NDJSON;
import static io.tocsin.http.BatchDoor.counts;
import static io.tocsin.http.BatchDoor.lines;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.NewWarning;
import io.tocsin.warning.Batch;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.StoreUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchSubmissionTest {
    private final BatchDoor batches = new BatchDoor();

    @AfterEach
    void close() {
        batches.close();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void a_dry_run_without_the_store_says_that_nothing_was_taken_and_names_no_key() {
        try (BatchDoor dry = new BatchDoor((_, _, _) -> {
            throw new StoreUnavailableException("a test says so");
        })) {
            HttpResponse<String> answer = dry.post("", NDJSON, lines(0, 3).getBytes(StandardCharsets.UTF_8),
                    "?dryRun=true");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("store-unavailable", "nothing was taken").doesNotContain("Idempotency");
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        }
    }

    @Test
    void a_json_batch_is_accepted_with_its_counts_and_place() {
        HttpResponse<String> answer = batches.post("k1", JSON,
                """
                        {"name":"夜间","playbook":"call-first","grade":"high","expiresAt":"2026-11-27T00:00:00Z","warnings":[
                        {"ref":"A","phone":"138 0013 8000","fraudType":"刷单返利","name":"张三","vars":{"city":"呼伦贝尔"}},
                        {"ref":"B","phone":"0470-8260110","grade":"urgent","playbook":"default"},
                        {"ref":"A","phone":"13800138000"},{"ref":"A","phone":"13900138000"},{"ref":"C","phone":"1380013800"}]}""");
        assertThat(answer.statusCode()).isEqualTo(202);
        String id = answer.body().substring(7, 23);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/batches/" + id);
        assertThat(answer.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(counts(answer)).isEqualTo(
                """
                        {"submitted":5,"accepted":2,"duplicate":1,"rejected":2,"errors":[\
                        {"index":3,"ref":"A","field":"ref","code":"ref-conflict","message":"the ref was accepted before with another \
                        phone, expected a ref of its own"},\
                        {"index":4,"ref":"C","field":"phone","code":"invalid-phone","message":"got 138**** (10 characters), expected a \
                        mobile or fixed number of mainland China"}]}""");
        Batch batch = batches.intake.store.batches.values().iterator().next();
        assertThat(batch.name()).isEqualTo("夜间");
        assertThat(batch.client()).isEqualTo("watchman");
        assertThat(batches.intake.store.closed).containsEntry(batch.id(), java.util.List.of(1L, 2L));
        NewWarning first = batches.intake.store.only().getFirst();
        assertThat(first.grade()).isEqualTo(Grade.HIGH);
        assertThat(first.playbook()).isEqualTo("call-first");
        assertThat(first.fields().expiresAt()).isEqualTo("2026-11-27T00:00:00Z");
        assertThat(first.fields().vars()).isEqualTo(Map.of("city", "呼伦贝尔"));
        assertThat(batches.intake.store.only().get(1).operator()).isEqualTo(Operator.FIXED);
        assertThat(batches.heard).containsExactly("watchman 2/1/2", "DONE");
    }

    /** An upload that lasts must not look like none. */
    @Test
    void rows_are_told_of_while_others_still_come() {
        AtomicInteger sent = new AtomicInteger();
        InputStream body = new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (batches.told.get(0) > 0 || sent.get() >= 300_000) {
                    return -1;
                }
                batches.intake.clock.move(Duration.ofMillis(10));
                byte[] rows = lines(sent.get(), sent.addAndGet(20)).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(rows, 0, target, offset, rows.length);
                return rows.length;
            }
        };
        HttpResponse<String> answer = batches.send("/v1/batches", b -> b.header("Authorization", "Bearer watchman-key")
                .header("Content-Type", NDJSON).header("Idempotency-Key", "long")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(sent.get()).isLessThan(300_000);
        assertThat(batches.heard).hasSize(2).endsWith("DONE");
    }

    @Test
    void ndjson_and_csv_have_the_fields_of_the_batch_beside_the_body() {
        String query = "?name=night&grade=%E7%B4%A7%E6%80%A5&playbook=call-first";
        assertThat(counts(batches.post("k1", NDJSON, lines(0, 1000).getBytes(StandardCharsets.UTF_8), query)))
                .isEqualTo("{\"submitted\":1000,\"accepted\":1000,\"duplicate\":0,\"rejected\":0,\"errors\":[]}");
        assertThat(batches.intake.store.only()).allMatch(w -> w.grade() == Grade.URGENT);
        assertThat(counts(batches.post("k2", CSV, "ref,phone\nX1,13800138000\nX2,13800138001\n".getBytes(
                StandardCharsets.UTF_8), query))).startsWith("{\"submitted\":2,\"accepted\":2,");
    }

    @Test
    void csv_may_be_gb18030_or_utf_8_with_a_mark_said_or_not() {
        String text = "编号,手机号,姓名,地区\r\nG1,13800138000,孟庆红,满洲里\r\nG2,\"=\"\"13800138001\"\"\",白音,新巴尔虎\r\n,,,\r\n";
        Charset gb = Charset.forName("GB18030");
        assertThat(batches.post("k1", CSV, text.getBytes(gb), "").statusCode()).isEqualTo(202);
        assertThat(batches.post("k2", CSV + "; charset=GBK", text.replace('G', 'H').getBytes(gb), "").statusCode())
                .isEqualTo(202);
        assertThat(batches.post("k3", CSV, ("\ufeff" + text.replace('G', 'I')).getBytes(StandardCharsets.UTF_8), "")
                .statusCode()).isEqualTo(202);
        assertThat(batches.intake.store.only()).hasSize(6).extracting(w -> w.fields().name())
                .containsExactly("孟庆红", "白音", "孟庆红", "白音", "孟庆红", "白音");
        assertThat(batches.intake.store.only()).extracting(w -> w.fields().vars().get("地区"))
                .contains("满洲里", "新巴尔虎");
        assertThat(batches.post("k4", CSV + "; charset=latin-1", "ref,phone\n").body()).contains("gb18030");
    }

    @Test
    void gzip_is_unpacked_while_it_comes() throws IOException {
        byte[] whole = gzip(lines(0, 5000).getBytes(StandardCharsets.UTF_8));
        assertThat(counts(batches.post("k1", NDJSON, whole, "", "Content-Encoding", "gzip")))
                .startsWith("{\"submitted\":5000,\"accepted\":5000,");
        byte[] two = new byte[whole.length * 2];
        System.arraycopy(gzip(lines(5000, 6000).getBytes(StandardCharsets.UTF_8)), 0, two, 0, 1000);
        HttpResponse<String> broken = batches.post("k2", NDJSON, Arrays.copyOf(two, 1000), "", "Content-Encoding",
                "gzip");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(batches.post("k3", NDJSON, lines(0, 1).getBytes(StandardCharsets.UTF_8), "", "Content-Encoding",
                "gzip").body()).contains("not gzip");
        assertThat(batches.post("k4", NDJSON, whole, "", "Content-Encoding", "br").statusCode()).isEqualTo(415);
    }

    @Test
    void a_body_packed_to_unpack_without_end_is_refused() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        HttpResponse<String> answer = batches.post("k1", NDJSON, bomb, "", "Content-Encoding", "gzip");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unpacks to more than 200 times its size");
    }

    @Test
    void the_key_is_required_and_must_be_plain() {
        HttpResponse<String> answer = batches.post("", NDJSON, lines(0, 1));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("/problems/missing-idempotency-key");
        assertThat(batches.post("a b", NDJSON, lines(0, 1)).statusCode()).isEqualTo(400);
        assertThat(batches.post("k".repeat(256), NDJSON, lines(0, 1)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/plain||415|unsupported-media-type",
            "application/x-ndjson|?colour=red|400|expected name, playbook, grade",
            "application/x-ndjson|?playbook=none|400|expected one of call-first, default",
            "application/x-ndjson|?grade=purple|400|unknown-grade",
            "application/x-ndjson|?notBefore=soon|400|bad-time",
            "application/x-ndjson|?expiresAt=2026-11-25T00:00:00Z|400|already-expired",
            "application/x-ndjson|?notBefore=2026-12-25T00:00:00Z&expiresAt=2026-12-24T00:00:00Z|400|bad-time",
            "application/json|?name=x|400|fields in the JSON body",
            "application/json||400|expected {", "text/csv||400|expected the columns ref"})
    void what_is_wrong_as_a_whole_is_told_at_once(String type, String query, int status, String said) {
        HttpResponse<String> answer = batches.post("k1", type, lines(0, 2).replace("{", "[").getBytes(
                StandardCharsets.UTF_8), query == null ? "" : query);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(said);
        assertThat(batches.intake.store.only()).isEmpty();
    }

    @Test
    void rows_refused_are_listed_up_to_a_thousand_and_the_counts_still_balance() {
        String bad = "{\"ref\":\"x\",\"phone\":\"1\"}\n".repeat(1500);
        HttpResponse<String> answer = batches.post("k1", NDJSON, bad + lines(0, 10));
        assertThat(answer.body()).contains("\"submitted\":1510,\"accepted\":10,\"duplicate\":0,\"rejected\":1500")
                .contains("\"index\":999,").doesNotContain("\"index\":1000,");
    }

    @Test
    void ten_megabytes_on_one_line_are_one_refused_row() {
        String body = lines(0, 5) + "{\"ref\":\"" + "x".repeat(10 << 20) + "\"}\n" + lines(5, 9);
        assertThat(counts(batches.post("k1", NDJSON, body)))
                .startsWith("{\"submitted\":10,\"accepted\":9,\"duplicate\":0,\"rejected\":1,").contains("too-long");
    }

    @Test
    void an_empty_body_is_a_batch_without_warnings() {
        assertThat(counts(batches.post("k1", NDJSON, ""))).startsWith("{\"submitted\":0,");
        assertThat(counts(batches.post("k2", JSON, "{\"warnings\":[]}"))).startsWith("{\"submitted\":0,");
        assertThat(batches.post("k3", JSON, "").statusCode()).isEqualTo(400);
    }

    @Test
    void a_key_without_the_scope_cannot_submit() {
        assertThat(batches.door.send("/v1/batches", b -> b.header("Authorization", "Bearer reader-key")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(403);
    }
}
