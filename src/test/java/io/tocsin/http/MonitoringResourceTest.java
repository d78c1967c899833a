package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import io.tocsin.config.value.Listen;
import io.tocsin.net.HttpCaller;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Redis;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The packaged boards, and what is let through to a Prometheus and back. */
class MonitoringResourceTest {
    private static final Path BOARDS = Path.of("monitoring/grafana/dashboards");
    private static final int TOO_MUCH = (4 << 20) + 1;
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private final CountDownLatch never = new CountDownLatch(1);
    private final FakePrometheus prometheus = new FakePrometheus(this::said);
    private final JdkHttpCaller caller = new JdkHttpCaller();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Door door;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People.In duty;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        open(new PrometheusDoor(new MonitoringConfig(prometheus.url()), caller));
    }

    private void open(PrometheusDoor way) {
        People people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(),
                new MonitoringResource(way));
        people.add("duty" + System.identityHashCode(door), "呼伦贝尔", Role.DUTY);
        duty = people.in(door, "duty" + System.identityHashCode(door));
    }

    private void reopen(PrometheusDoor way) {
        door.close();
        open(way);
    }

    @AfterEach
    void close() {
        never.countDown();
        door.close();
        redis.close();
        caller.close();
        prometheus.close();
    }

    private FakePrometheus.Said said(FakePrometheus.Asked asked) {
        return switch (asked.query()) {
            case "wrong(" -> new FakePrometheus.Said(400,
                    "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"unclosed left parenthesis\"}");
            case "gone" -> new FakePrometheus.Said(404, "no such page");
            case "moved" -> new FakePrometheus.Said(302, "");
            case "huge" -> new FakePrometheus.Said(200, "x".repeat(TOO_MUCH));
            case "never" -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield new FakePrometheus.Said(200, "");
            }
            default -> FakePrometheus.number("7");
        };
    }

    private HttpResponse<String> query(String expression) {
        return duty.get("/v1/monitoring/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
    }

    @Test
    void more_questions_than_may_wait_are_refused_at_once() throws Exception {
        PrometheusDoor way = new PrometheusDoor(new MonitoringConfig(prometheus.url()), (_, _, _) -> {
            never.await();
            return new HttpCaller.Reply(200, new byte[0]);
        }, Duration.ofHours(1));
        int most = PrometheusDoor.AT_ONCE + PrometheusDoor.WAITING_EACH;
        CountDownLatch refused = new CountDownLatch(20);
        AtomicInteger answered = new AtomicInteger();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < most + 20; i++) {
                askers.execute(() -> {
                    try {
                        way.ask("duty", "query", Map.of());
                        answered.incrementAndGet();
                    } catch (ProblemException e) {
                        refused.countDown();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            try {
                assertThat(refused.await(60, TimeUnit.SECONDS)).as("refused at once").isTrue();
            } finally {
                never.countDown();
            }
        }
        assertThat(answered).hasValue(most);
    }

    private static String type(HttpResponse<String> answer) {
        return Reading.json(answer.statusCode(), answer).path("type").asText().replace("/problems/", "");
    }

    @Test
    void the_program_carries_every_board_of_the_folder_as_it_is() throws IOException {
        JsonNode list = Reading.json(200, duty.get("/v1/monitoring/dashboards"));
        assertThat(list.path("configured").asBoolean()).isTrue();
        assertThat(list.at("/items/0/uid").asText()).isEqualTo("tocsin-overview");
        try (Stream<Path> files = Files.list(BOARDS)) {
            List<JsonNode> boards = files.filter(file -> file.toString().endsWith(".json")).map(file -> {
                try {
                    return Reading.parse(Files.readString(file));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
            assertThat(list.path("items").findValuesAsText("uid"))
                    .containsExactlyInAnyOrderElementsOf(boards.stream().map(b -> b.path("uid").asText()).toList());
            for (JsonNode board : boards) {
                assertThat(Reading.json(200, duty.get("/v1/monitoring/dashboards/" + board.path("uid").asText())))
                        .isEqualTo(board);
            }
        }
        assertThat(duty.get("/v1/monitoring/dashboards/none").statusCode()).isEqualTo(404);
    }

    @Test
    void boards_are_made_of_nothing_that_the_page_cannot_show() throws IOException {
        Set<String> kinds = Set.of("stat", "timeseries", "bargauge", "table", "heatmap", "text", "row");
        Set<String> steps = Set.of("merge", "organize", "joinByField", "sortBy", "filterFieldsByName", "limit");
        Set<String> variables = Set.of("datasource", "query", "custom", "interval");
        try (Stream<Path> files = Files.list(BOARDS)) {
            for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonNode board = Reading.parse(Files.readString(file));
                assertThat(panels(board)).as(file.toString()).isNotEmpty().allSatisfy(panel -> {
                    assertThat(kinds).contains(panel.path("type").asText());
                    assertThat(steps).containsAll(panel.path("transformations").findValuesAsText("id"));
                    panel.path("targets").forEach(target -> assertThat(target.path("expr").asText().length())
                            .isLessThan(3000));
                });
                board.path("templating").path("list").forEach(variable -> {
                    if (variable.path("name").asText().equals("gateway")) {
                        // For Grafana's links to pages of the gateway, which the page has beside it.
                        assertThat(variable.path("type").asText()).isEqualTo("constant");
                        return;
                    }
                    assertThat(variables).as(file.toString()).contains(variable.path("type").asText());
                    if (variable.path("type").asText().equals("query")) {
                        assertThat(variable.path("definition").asText()).matches("label_values\\((.+, *)?\\w+\\)");
                    }
                });
            }
        }
    }

    private static List<JsonNode> panels(JsonNode of) {
        List<JsonNode> all = new ArrayList<>();
        of.path("panels").forEach(panel -> {
            all.add(panel);
            all.addAll(panels(panel));
        });
        return all;
    }

    @Test
    void a_question_goes_below_the_configured_address_and_its_answer_comes_back_as_it_is() {
        String expression = "sum by (carrier) (rate(x{carrier=~\"a|b&c\"}[5m])) + 1 # 线路";
        assertThat(query(expression).body()).isEqualTo(FakePrometheus.number("7").body());
        assertThat(duty.get("/v1/monitoring/query_range?query=up&start=100&end=160.5&step=15").statusCode())
                .isEqualTo(200);
        assertThat(duty.get("/v1/monitoring/query?query=up&time=1785542400.25").statusCode()).isEqualTo(200);
        assertThat(duty.get("/v1/monitoring/query_exemplars?query=x_bucket&start=100&end=160.5").statusCode())
                .isEqualTo(200);
        assertThat(prometheus.asked()).containsExactly(
                new FakePrometheus.Asked("/prom/api/v1/query", Map.of("query", expression)),
                new FakePrometheus.Asked("/prom/api/v1/query_range",
                        Map.of("query", "up", "start", "100", "end", "160.5", "step", "15")),
                new FakePrometheus.Asked("/prom/api/v1/query", Map.of("query", "up", "time", "1785542400.25")),
                new FakePrometheus.Asked("/prom/api/v1/query_exemplars",
                        Map.of("query", "x_bucket", "start", "100", "end", "160.5")));
    }

    @Test
    void what_is_no_question_does_not_reach_prometheus() {
        for (String path : List.of("query", "query?query=%20", "query?query=up&time=now", "query?query=up&start=1",
                "query?query=" + "x".repeat(3501), "query_range?query=up&start=1&end=2",
                "query_range?query=up&start=2&end=1&step=1", "query_range?query=up&start=1&end=2&step=0.01",
                "query_range?query=up&start=0&end=11001&step=1", "query_range?query=up&start=-1&end=2&step=1",
                "query_exemplars?query=up&start=2&end=1", "query_exemplars?query=up&start=0&end=691201",
                "query_exemplars?query=up&start=0")) {
            HttpResponse<String> answer = duty.get("/v1/monitoring/" + path);
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(type(answer)).as(path).isEqualTo("bad-parameter");
        }
        assertThat(duty.get("/v1/monitoring/series").statusCode()).isEqualTo(404);
        assertThat(duty.post("/v1/monitoring/query", "").statusCode()).isEqualTo(405);
        assertThat(prometheus.asked()).isEmpty();
        assertThat(duty.get("/v1/monitoring/query_range?query=up&start=0&end=11000&step=1").statusCode())
                .isEqualTo(200);
    }

    @Test
    void who_asks_is_told_why_there_is_no_answer() {
        assertThat(query("wrong(").body()).contains("bad-parameter", "unclosed left parenthesis");
        for (String expression : List.of("gone", "moved", "huge")) {
            assertThat(query(expression).statusCode()).as(expression).isEqualTo(502);
            assertThat(type(query(expression))).as(expression).isEqualTo("monitoring-silent");
        }
        reopen(new PrometheusDoor(new MonitoringConfig(prometheus.url()), caller, Duration.ofMillis(200)));
        assertThat(type(query("never"))).isEqualTo("monitoring-silent");
        reopen(new PrometheusDoor(new MonitoringConfig(URI.create("http://127.0.0.1:1/")), caller));
        assertThat(type(query("up"))).isEqualTo("monitoring-silent");
        reopen(new PrometheusDoor(MonitoringConfig.defaults(), caller));
        assertThat(type(query("up"))).isEqualTo("monitoring-off");
        assertThat(Reading.json(200, duty.get("/v1/monitoring/dashboards")).path("configured").asBoolean()).isFalse();
    }
}
