package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /v1/batches} as an upstream meets it: forms, answers, keys, cuts. */
class BatchDoorTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller watchman;

    @BeforeAll
    static void start() {
        doors = Doors.open();
        watchman = doors.as("watchman");
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void json_is_answered_202_with_its_location_and_a_place_for_every_fault() {
        String body = """
                {"name":"json","grade":"高危","expiresAt":"2080-01-01T00:00:00+08:00","warnings":[%s,
                 {"ref":"json-bad","phone":"12345"},{"phone":"13800138000"},{"ref":"json-0","phone":"%s"},
                 {"ref":"json-0","phone":"13911112222"},7]}
                """.formatted(Doors.row("json", 0), Doors.phone("json", 0));

        Caller.Answer answer = watchman.submit("", "application/json", "json", utf8(body));

        String id = answer.json().path("id").asText();
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/v1/batches/" + id);
        assertThat(answer.json().toString()).contains(
                "\"submitted\":6,\"accepted\":1,\"duplicate\":1,\"rejected\":4");
        assertThat(answer.json().path("errors")).extracting(
                e -> e.path("index").asInt() + " " + e.path("field").asText() + " " + e.path("code").asText())
                .containsExactly("1 phone invalid-phone", "2 ref missing", "4 ref ref-conflict", "5  bad-json");
        JsonNode batch = watchman.get(answer.header("Location")).json();
        assertThat(batch.path("name").asText()).isEqualTo("json");
        assertThat(batch.path("grade").asText()).isEqualTo("high");
        assertThat(batch.path("expiresAt").asText()).isEqualTo("2080-01-01T00:00:00+08:00");
        JsonNode counts = Doors.done(watchman, id);
        assertThat(counts.path("reached").asInt()).isOne();
        assertThat(counts.path("rejected").asInt()).isEqualTo(4);
        assertThat(watchman.get(answer.header("Location")).json().path("finished").asText()).contains("+08:00");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,false,text/csv", "UTF-8,true,text/csv", "GB18030,false,text/csv",
            "GB18030,false,text/csv; charset=gb18030"})
    void csv_as_spreadsheets_write_it_is_read(String charset, boolean mark, String type) throws IOException {
        String prefix = charset + mark + type.length();
        String text = (mark ? "\ufeff" : "") + "编号,手机号,等级,诈骗类型,姓名,城市\r\n" + prefix + ",+86 138-0013-"
                + (1000 + Math.floorMod(prefix.hashCode(), 9000)) + ",低危,\"刷单,返利\",张三,呼伦贝尔\r\n";

        Caller.Answer answer = watchman.submit("name=csv", type, prefix.replaceAll("[^A-Za-z0-9]", ""),
                text.getBytes(Charset.forName(charset)));

        assertThat(answer.json().path("accepted").asInt()).as(answer.toString()).isOne();
        String batch = answer.json().path("id").asText();
        String warning = watchman.get("/v1/batches/" + batch + "/warnings").json().at("/items/0/id").asText();
        JsonNode whole = watchman.get("/v1/warnings/" + warning).json();
        assertThat(whole.path("ref").asText()).isEqualTo(prefix);
        assertThat(whole.path("phone").asText()).startsWith("1380013");
        assertThat(whole.path("grade").asText()).isEqualTo("low");
        assertThat(whole.path("fraudType").asText()).isEqualTo("刷单,返利");
        assertThat(whole.path("name").asText()).isEqualTo("张三");
        assertThat(whole.at("/vars/城市").asText()).isEqualTo("呼伦贝尔");
    }

    @Test
    void ndjson_may_be_packed_and_its_fields_stand_beside_it() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(utf8(Doors.rows("gzip", 300)));
        }

        Caller.Answer answer = watchman.submit("name=packed&playbook=default&grade=urgent", "application/x-ndjson",
                "gzip", packed.toByteArray(), "Content-Encoding", "gzip");

        String id = answer.json().path("id").asText();
        assertThat(answer.json().path("accepted").asInt()).as(answer.toString()).isEqualTo(300);
        assertThat(watchman.get("/v1/batches/" + id).json().path("grade").asText()).isEqualTo("urgent");
        assertThat(Doors.done(watchman, id).path("reached").asInt()).isEqualTo(300);
    }

    @Test
    void a_body_refused_before_its_first_row_leaves_nothing_and_its_key_takes_the_corrected_one() {
        long before = batches();
        byte[] wrong = utf8("编号;手机号\n1;13800138000\n");
        assertThat(watchman.submit("name=again", "text/csv", "again", wrong).status()).isEqualTo(400);
        assertThat(watchman.submit("name=again", "text/csv", "again", wrong, "Content-Encoding", "gzip").status())
                .isEqualTo(400);
        assertThat(watchman.submit("", "application/json", "again", utf8("{\"warnings\":[],\"name\":\"x\"}")).status())
                .isEqualTo(400);
        assertThat(watchman.submit("name=again", "text/csv", "again",
                "编号,手机号\n1,13800138000\n".getBytes(StandardCharsets.UTF_16)).status()).isEqualTo(400);
        assertThat(batches()).isEqualTo(before);

        Caller.Answer right = watchman.submit("name=again", "text/csv", "again",
                utf8("编号,手机号\nagain-1," + Doors.phone("again", 1) + "\n"));

        assertThat(right.json().path("accepted").asInt()).as(right.toString()).isOne();
        assertThat(right.header("Idempotent-Replayed")).isEmpty();
        assertThat(batches()).isEqualTo(before + 1);
    }

    private static long batches() {
        return watchman.get("/v1/batches?limit=500").json().path("items").size();
    }

    @Test
    void a_packed_body_that_is_cut_is_counted_as_it_is_answered() throws IOException {
        watchman.submit("early-before", Doors.rows("early", 40));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] whole = utf8(Doors.rows("early", 60) + "{\"ref\":\"bad\"}\n");
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed, true)) {
            gzip.write(whole);
            gzip.flush();
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 8);

        Caller.Answer answer = watchman.submit("", "application/x-ndjson", "early", cut, "Content-Encoding", "gzip");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.toString()).contains("61 rows of it are taken (accepted 20, duplicate 40, rejected 1");
        JsonNode batch = watchman.get("/v1/batches").json().path("items").get(0);
        assertThat(batch.path("state").asText()).isEqualTo("accepting");
        assertThat(batch.path("counts").toString())
                .contains("\"submitted\":61,\"accepted\":20,\"duplicate\":40,\"rejected\":1");
        assertThat(watchman.submit("", "application/x-ndjson", "early", whole).json().toString())
                .contains("\"submitted\":61,\"accepted\":20,\"duplicate\":40,\"rejected\":1");
    }

    @Test
    void only_the_first_thousand_faults_are_told() {
        Caller.Answer answer = watchman.submit("faults", "{\"ref\":\"x\",\"phone\":\"1\"}\n".repeat(1_100));

        assertThat(answer.json().path("rejected").asInt()).isEqualTo(1_100);
        assertThat(answer.json().path("errors")).hasSize(1_000);
    }

    @Test
    void what_is_no_submission_is_refused_with_its_reason() {
        byte[] rows = utf8(Doors.rows("refused", 1));
        assertThat(watchman.submit("", "application/x-ndjson", "", rows).problem())
                .isEqualTo("missing-idempotency-key");
        assertThat(watchman.submit("", "text/plain", "r1", rows).status()).isEqualTo(415);
        assertThat(watchman.submit("grade=huge", "application/x-ndjson", "r2", rows).json().at("/errors/0/field")
                .asText()).isEqualTo("grade");
        assertThat(watchman.submit("colour=red", "application/x-ndjson", "r3", rows).status()).isEqualTo(400);
        Caller.Answer late = watchman.submit("", "application/json", "r4",
                utf8("{\"warnings\":[" + Doors.row("refused", 2) + "],\"name\":\"late\"}"));
        assertThat(late.status()).isEqualTo(400);
        assertThat(late.json().path("detail").asText()).contains("a field after \"warnings\"");
        assertThat(watchman.submit("", "text/csv", "r5", utf8("a,b\n1,2\n")).status()).isEqualTo(400);
        assertThat(doors.as("reader").submit("", "application/x-ndjson", "r6", rows).status()).isEqualTo(403);
        assertThat(doors.as("").submit("", "application/x-ndjson", "r7", rows).status()).isEqualTo(401);
    }

    @Test
    void the_same_key_and_body_gets_the_same_answer_and_warns_nobody_again() {
        Caller.Answer first = watchman.submit("replay", Doors.rows("replay", 50));
        Doors.done(watchman, first.json().path("id").asText());
        long submits = doors.carrier().counts().submits();

        Caller.Answer again = watchman.submit("replay", Doors.rows("replay", 50));
        Caller.Answer other = watchman.submit("replay", Doors.rows("replay", 51));
        Caller.Answer renamed = watchman.submit("name=else&grade=low", "application/x-ndjson", "replay",
                utf8(Doors.rows("replay", 50)));

        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(other.problem()).isEqualTo("idempotency-key-reused");
        assertThat(other.status()).isEqualTo(422);
        assertThat(renamed.status()).isEqualTo(422);
        // A key belongs to its client.
        assertThat(doors.as("other").submit("replay", Doors.rows("replay", 50)).json().path("accepted").asInt())
                .isEqualTo(50);
        assertThat(doors.carrier().counts().submits()).isGreaterThanOrEqualTo(submits);
        assertThat(Doors.done(watchman, first.json().path("id").asText()).path("accepted").asInt()).isEqualTo(50);
    }

    @Test
    void what_came_is_sent_while_the_body_still_comes_and_a_second_request_waits() throws Exception {
        String head = Doors.rows("slow", 600);
        String tail = Doors.rows("slow", 601).substring(head.length());
        long before = doors.carrier().counts().submits();
        try (HalfBody body = new HalfBody(doors.httpPort(), "watchman", "slow", "application/x-ndjson",
                utf8(head + tail).length)) {
            body.send(head);
            await().atMost(Doors.PATIENCE).until(() -> doors.carrier().counts().submits() > before);

            Caller.Answer second = watchman.submit("slow", head + tail);

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.problem()).isEqualTo("still-running");
            body.send(tail);
            assertThat(body.answer()).contains("202 Accepted").contains("\"accepted\":601");
        }
    }

    @Test
    void a_body_that_was_cut_goes_on_with_the_same_key_and_its_rows_count_once() throws Exception {
        String rows = Doors.rows("cut", 2_000);
        String part = Doors.rows("cut", 1_200) + "{\"ref\":\"cut";
        try (HalfBody body = new HalfBody(doors.httpPort(), "watchman", "cut", "application/x-ndjson",
                utf8(rows).length)) {
            body.send(part);
            await().atMost(Doors.PATIENCE).until(() -> accepted("cut") > 0);
            body.cut();
        }
        await().atMost(Doors.PATIENCE).until(() -> accepted("cut") == 1_200);

        Caller.Answer different = untilFree("cut", rows.replace("张三", "李四"));
        Caller.Answer whole = untilFree("cut", rows);

        assertThat(different.problem()).isEqualTo("idempotency-key-reused");
        assertThat(whole.status()).as(whole.toString()).isEqualTo(202);
        assertThat(whole.json().path("accepted").asInt()).isEqualTo(2_000);
        assertThat(whole.json().path("duplicate").asInt()).isZero();
        JsonNode counts = Doors.done(watchman, whole.json().path("id").asText());
        assertThat(counts.path("reached").asInt()).isEqualTo(2_000);
    }

    /** The cut is noticed a moment after it happened: until then the key is still running. */
    private static Caller.Answer untilFree(String key, String rows) {
        return await().atMost(Doors.PATIENCE).until(() -> watchman.submit(key, rows), a -> a.status() != 409);
    }

    private static long accepted(String name) {
        for (JsonNode batch : watchman.get("/v1/batches").json().path("items")) {
            if (batch.path("name").asText().equals(name)) {
                return batch.at("/counts/accepted").asLong();
            }
        }
        return 0;
    }
}
