package io.tocsin.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.client.ApiClient;
import io.tocsin.cli.sample.Samples;
import io.tocsin.fault.RawPost.Answer;
import io.tocsin.simulate.CmppSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are not what they should be, each beside a good batch that must not notice. */
class BadBodyTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final int GOOD = 300;
    private static final int STREAMS = 32;
    private static final int TOO_MANY = 4;
    private static final AtomicInteger SEEDS = new AtomicInteger(700);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static CmppSimulator carrier;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Site site;
    private String beside = "";
    private final String once = "bad-" + SEEDS.incrementAndGet();

    @BeforeAll
    static void start() throws Exception {
        carrier = Site.carrier(Site.quick(71));
        site = Site.start(folder, "embedded", "carriers:\n" + Site.carrier("cmcc", carrier.port(), "") + Site.RULES);
    }

    @AfterAll
    static void stop() {
        site.close();
        carrier.close();
    }

    @BeforeEach
    void beginAGoodOne() throws Exception {
        beside = site.submit(SEEDS.incrementAndGet(), GOOD);
    }

    @AfterEach
    void theGoodOneWasNotDisturbed() throws Exception {
        site.allReached(beside, GOOD);
        site.allReached(site.submit(SEEDS.incrementAndGet(), 20), 20);
    }

    private RawPost post(String type, String... headers) throws IOException {
        return new RawPost(site, once, type, headers);
    }

    private static List<String> codes(Answer answer) {
        return answer.body().path("errors").findValuesAsText("code");
    }

    @Test
    void one_that_is_cut_is_gone_on_with_by_the_same_key() throws Exception {
        Samples samples = new Samples(SEEDS.incrementAndGet(), 2000, false);
        byte[] body = samples.bytes(0, 2000);
        try (RawPost post = post(NDJSON)) {
            post.send(Arrays.copyOf(body, body.length / 2)).cut();
        }
        ApiClient.Reply[] reply = new ApiClient.Reply[1];
        // 409 until the end of the first is noticed.
        Site.soon("the same key is taken").until(() -> {
            reply[0] = site.client().submit("", NDJSON, once, BodyPublishers.ofByteArray(body));
            return reply[0].status() != 409;
        });
        assertThat(reply[0].status()).isEqualTo(202);
        assertThat(reply[0].body().path("accepted").asInt()).isEqualTo(2000);
        site.allReached(reply[0].body().path("id").asText(), 2000);
        assertThat(carrier.counts().repeated()).isZero();
    }

    @Test
    void bytes_that_are_no_text_refuse_their_rows_and_no_others() throws Exception {
        byte[] row = line("utf", 0).getBytes(StandardCharsets.UTF_8);
        row[row.length - 4] = (byte) 0xff;
        try (RawPost post = post(NDJSON)) {
            Answer answer = post.send(line("utf", 1)).send(row).send(line("utf", 2)).end();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
            assertThat(codes(answer)).containsExactly("bad-json");
        }
    }

    @Test
    void cells_in_no_known_encoding_refuse_their_row() throws Exception {
        try (RawPost post = post("text/csv; charset=utf-8")) {
            Answer answer = post.send("ref,phone,name\nc1,13800138001,")
                    .send(new byte[]{(byte) 0xff, (byte) 0xfe, '\n'})
                    .send("c2,13800138002,x\n").end();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
            assertThat(answer.body().toString()).contains("bad-encoding");
        }
    }

    @Test
    void ten_megabytes_on_one_line_are_one_refused_row() throws Exception {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        try (RawPost post = post(NDJSON)) {
            post.send(line("long", 1)).send("{\"ref\":\"");
            for (int i = 0; i < 10; i++) {
                post.send(piece);
            }
            Answer answer = post.send("\"}\n").send(line("long", 2)).end();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
            assertThat(answer.body().path("rejected").asInt()).isEqualTo(1);
            assertThat(codes(answer)).hasSize(1);
        }
    }

    @Test
    void wrong_columns_are_named() throws Exception {
        try (RawPost post = post("text/csv")) {
            Answer answer = post.send("编号,电话\n1,13800138000\n").end();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.type()).endsWith("bad-body");
            assertThat(answer.body().path("detail").asText()).contains("编号, 电话", "phone (手机号)");
        }
        try (RawPost post = new RawPost(site, once + "b", "text/csv")) {
            Answer answer = post.send("编号,手机号\nw1,13800138011,too,many\nw2\nw3,13800138013\n").end();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("accepted").asInt()).isEqualTo(1);
            assertThat(answer.body().path("rejected").asInt()).isEqualTo(2);
        }
    }

    @Test
    void a_bomb_of_gzip_is_refused_before_it_is_unpacked() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] nothing = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(nothing);
            }
        }
        try (RawPost post = post(NDJSON, "Content-Encoding: gzip")) {
            Answer answer = post.send(bomb.toByteArray()).end();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("detail").asText()).contains("unpacks to more than 200");
        }
    }

    @Test
    void what_is_nested_without_end_refuses_its_row_or_its_body() throws Exception {
        String deep = "[".repeat(200_000);
        try (RawPost post = post(NDJSON)) {
            Answer answer = post.send(line("deep", 1))
                    .send("{\"ref\":\"deep-2\",\"phone\":\"13800138022\",\"vars\":{\"a\":" + deep + "\n")
                    .send(line("deep", 3)).end();
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
            assertThat(codes(answer)).hasSize(1);
        }
        try (RawPost post = new RawPost(site, once + "b", "application/json")) {
            Answer answer = post.send("{\"name\":\"x\",\"warnings\":[" + deep).end();
            assertThat(answer.status()).isEqualTo(400);
        }
        try (RawPost post = new RawPost(site, once + "c", "application/json")) {
            Answer answer = post.send("{\"name\":" + "{\"a\":".repeat(100_000)).end();
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @Test
    void bodies_without_an_end_take_half_of_the_room_and_leave_the_rest_to_others() throws Exception {
        List<RawPost> endless = new ArrayList<>();
        try {
            for (int i = 0; i < STREAMS + TOO_MANY; i++) {
                endless.add(new RawPost(site, once + "-" + i, NDJSON).send(line("endless" + i, 1)));
            }
            Site.soon("no more of this client's bodies are read").until(
                    () -> endless.stream().filter(RawPost::isAnswered).count() == TOO_MANY);
            site.otherSubmits(SEEDS.incrementAndGet(), 50);
            for (RawPost each : endless) {
                if (each.isAnswered()) {
                    assertThat(each.answer().status()).isEqualTo(503);
                } else {
                    assertThat(each.end().body().path("accepted").asInt()).isEqualTo(1);
                }
            }
        } finally {
            for (RawPost each : endless) {
                each.close();
            }
        }
    }

    private static String line(String ref, int number) {
        return "{\"ref\":\"" + ref + "-" + number + "\",\"phone\":\""
                + (13_900_000_000L + Math.floorMod(ref.hashCode(), 900_000) * 100L + number)
                + "\",\"name\":\"张三丰\"}\n";
    }
}
