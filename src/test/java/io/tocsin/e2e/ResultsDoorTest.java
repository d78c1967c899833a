package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.simulate.Mix;
import io.tocsin.simulate.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What became of warnings, in every form a client can have it. */
class ResultsDoorTest {
    private static final byte[] SECRET = "a secret of twenty-four b".getBytes(StandardCharsets.UTF_8);
    private static final int COUNT = 250;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller pushed;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static HttpServer receiver;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String batch;
    private static final Queue<Push> PUSHES = new ConcurrentLinkedQueue<>();

    /** A message as the receiver got it. */
    private record Push(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/tocsin", ResultsDoorTest::receive);
        receiver.start();
        String client = Doors.client("pushed", "submit, read", ", callbackUrl: \"http://127.0.0.1:"
                + receiver.getAddress().getPort() + "/tocsin\", callbackSecret: \"whsec_"
                + Base64.getEncoder().encodeToString(SECRET) + "\"");
        doors = Doors.open(Doors.GOOD.withReceipts(Mix.parse("DELIVRD=4,MK:0012=1"), new Span(5, 50)), "1000/s", client,
                1);
        pushed = doors.as("pushed");
        batch = pushed.taken("results", Doors.rows("results", COUNT));
        Doors.done(pushed, batch);
    }

    /** The first message fails: it must come again. */
    private static void receive(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = PUSHES.isEmpty() ? 500 : 204;
        PUSHES.add(new Push(Map.copyOf(lower(exchange)), new String(body, StandardCharsets.UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static Map<String, List<String>> lower(HttpExchange exchange) {
        Map<String, List<String>> headers = new java.util.HashMap<>();
        exchange.getRequestHeaders().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT),
                value));
        return headers;
    }

    @AfterAll
    static void stop() {
        doors.close();
        receiver.stop(0);
    }

    @Test
    void results_are_whole_in_all_three_forms() throws IOException {
        String path = "/v1/batches/" + batch + "/results";
        Caller.Answer lines = pushed.get(path, "Accept", "application/x-ndjson");
        Caller.Answer csv = pushed.get(path, "Accept", "text/csv");
        Caller.Answer chinese = pushed.get(path + "?lang=zh", "Accept", "text/csv");
        Caller.Answer sheet = pushed.get(path, "Accept",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        assertThat(lines.text().lines()).hasSize(COUNT).allMatch(line -> line.contains("\"batch\":\"" + batch + "\""))
                .anyMatch(line -> line.contains("\"state\":\"unreached\",\"cause\":\"PERMANENT\",\"attempts\":1"))
                .anyMatch(line -> line.contains("\"state\":\"reached\""));
        assertThat(csv.text()).startsWith("\ufeff");
        assertThat(csv.text().lines()).hasSize(COUNT + 1);
        assertThat(csv.header("Content-Disposition")).contains("results-" + batch + ".csv");
        assertThat(chinese.text().lines().findFirst().orElseThrow()).contains("手机号");
        assertThat(chinese.text()).contains("已触达", "未触达");
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(sheet.response().body()))) {
            assertThat(book.getFirstSheet().read()).hasSize(COUNT + 1);
        }
        assertThat(pushed.get(path, "Accept", "application/pdf").status()).isEqualTo(406);
        assertThat(pushed.get(path).header("Content-Type")).isEqualTo("application/x-ndjson");
    }

    @Test
    void lists_come_page_by_page_and_a_cursor_belongs_to_its_list() {
        for (String state : List.of("", "&state=unreached")) {
            Set<String> ids = new HashSet<>();
            String cursor = "";
            int pages = 0;
            do {
                JsonNode page = pushed.get("/v1/batches/" + batch + "/warnings?limit=20" + state + cursor).json();
                page.path("items").forEach(w -> assertThat(ids.add(w.path("id").asText())).isTrue());
                cursor = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asText();
                pages++;
            } while (!cursor.isEmpty());
            int expected = state.isEmpty()
                    ? COUNT
                    : pushed.get("/v1/batches/" + batch).json().at("/counts/unreached").asInt();
            assertThat(ids).hasSize(expected);
            assertThat(pages).isGreaterThanOrEqualTo(expected / 20);
        }
        String next = pushed.get("/v1/batches/" + batch + "/warnings?limit=20").json().path("next").asText();
        assertThat(pushed.get("/v1/batches?cursor=" + next).json().at("/errors/0/code").asText())
                .isEqualTo("unknown-cursor");
        assertThat(pushed.get("/v1/batches/" + batch + "/warnings?state=lost").status()).isEqualTo(400);
    }

    @Test
    void batches_are_listed_newest_first() {
        Caller other = doors.as("other");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(other.taken("listed-" + i, Doors.rows("listed-" + i, 1)));
        }
        List<String> listed = new ArrayList<>();
        JsonNode page = other.get("/v1/batches?limit=2").json();
        page.path("items").forEach(b -> listed.add(b.path("id").asText()));
        while (!page.path("next").isNull()) {
            page = other.get("/v1/batches?limit=2&cursor=" + page.path("next").asText()).json();
            page.path("items").forEach(b -> listed.add(b.path("id").asText()));
        }
        assertThat(listed).containsExactlyElementsOf(made);
    }

    @Test
    void a_timeline_has_the_carriers_own_code() {
        String id = pushed.get("/v1/batches/" + batch + "/warnings?state=unreached&limit=1").json().at("/items/0/id")
                .asText();
        JsonNode timeline = pushed.get("/v1/warnings/" + id).json().path("timeline");
        assertThat(timeline.findValuesAsText("kind")).containsExactly("accepted", "fenced", "submitted", "receipt");
        assertThat(timeline.findValuesAsText("text")).contains("MK:0012");
        assertThat(timeline.findValuesAsText("carrier")).contains("cmcc");
        assertThat(timeline.findValuesAsText("at")).isSorted().allMatch(at -> at.endsWith("+08:00"));
    }

    @Test
    void the_feed_misses_nothing_and_its_cursor_goes_on() {
        Set<String> seen = new HashSet<>();
        String[] after = {""};
        await().atMost(Doors.PATIENCE).until(() -> {
            JsonNode page = pushed.get("/v1/events?limit=40" + after[0]).json();
            page.path("items").forEach(e -> seen.add(e.at("/warning/ref").asText()));
            after[0] = "&after=" + page.path("next").asText();
            return seen.size() == COUNT;
        });
        JsonNode end = pushed.get("/v1/events?limit=40" + after[0]).json();
        assertThat(end.path("items")).isEmpty();
        assertThat(end.path("next").asText()).isNotEmpty();
        assertThat(doors.as("reader").get("/v1/events").json().path("items")).isEmpty();
    }

    @Test
    void results_are_pushed_signed_and_again_when_the_first_try_failed() throws Exception {
        await().atMost(Doors.PATIENCE).until(() -> refs().size() == COUNT && PUSHES.size() > 1);

        Push first = PUSHES.poll();
        assertThat(PUSHES).anyMatch(p -> first != null && p.header("webhook-id").equals(first.header("webhook-id")));
        for (Push push : PUSHES) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            byte[] sum = mac.doFinal((push.header("webhook-id") + "." + push.header("webhook-timestamp") + "."
                    + push.body()).getBytes(StandardCharsets.UTF_8));
            assertThat(push.header("webhook-signature")).isEqualTo("v1," + Base64.getEncoder().encodeToString(sum));
            JsonNode schema = pushed.document().document().at("/components/schemas/Webhook");
            assertThat(pushed.document().faults(schema, push.body())).isEmpty();
        }
    }

    private static Set<String> refs() throws IOException {
        Set<String> refs = new HashSet<>();
        for (Push push : PUSHES) {
            new com.fasterxml.jackson.databind.ObjectMapper().readTree(push.body()).at("/data/events")
                    .forEach(e -> refs.add(e.at("/warning/ref").asText()));
        }
        return refs;
    }
}
