package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.report.QuietTimes;
import io.tocsin.report.Timeline;
import io.tocsin.report.Totals;
import io.tocsin.report.day.Days;
import io.tocsin.store.RealRedis;
import io.tocsin.access.content.BadContentException;
import io.tocsin.access.content.Contents;
import io.tocsin.access.content.FakeProposals;
import io.tocsin.review.dictionary.DeskConfig;
import io.tocsin.store.review.CaseRig;
import io.tocsin.store.review.sample.RedisSamples;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.extension.RegisterExtension;
import io.tocsin.config.value.Rate;
import io.tocsin.ingest.Intake;
import io.tocsin.ingest.IntakeListener;
import io.tocsin.report.FakeResultStore;
import io.tocsin.warning.BatchState;
import io.tocsin.warning.BatchStatus;
import io.tocsin.warning.Note;
import io.tocsin.warning.Standing;
import io.tocsin.warning.TimelineEntry;
import io.tocsin.warning.WarningState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The document against the running server, both ways. */
class OpenApiTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    private final Reading api = new Reading();
    private final CaseRig cases = new CaseRig(SERVER);
    private final OpenApi document = read();
    private final BatchStatus batch = api.store.batch("watchman", 1, BatchState.RUNNING);
    private final Standing warning = api.store.warning(batch, 1, WarningState.REACHED);

    private OpenApi read() {
        try {
            return OpenApi.read(api.door.get("/openapi.yaml").body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        api.close();
        cases.close();
    }

    /** Everything but what takes batches in and what nobody is asked for. */
    private List<Resource> resources() {
        List<Resource> all = new ArrayList<>(api.resources);
        ReviewDesk desk = new ReviewDesk(cases.cases(), cases.reads(), api.forms, new PhoneField(Reading::phone),
                DeskConfig::defaults, new FakeMessenger());
        Days days = new Days(api.store, ZoneId.of("Asia/Shanghai"));
        all.addAll(List.of(new ReviewResource(desk, () -> api.now), new ReviewMessages(desk), new ReviewStream(desk, 1),
                new ReviewReport(desk, days, java.util.Map.of(), () -> api.now),
                new ReviewBook(desk, api.store, new Timeline(() -> api.now, QuietTimes.NEVER, ZoneOffset.UTC,
                        Timeline.Carriers.NONE)),
                new ReviewLead(desk), new ReviewSamples(desk, new RedisSamples(cases.base()), days, () -> api.now),
                new ReviewTeam(desk, People.onNothing().users),
                new TodayResource(Totals::none, days, api.forms, () -> api.now),
                new DrillResource(Drill.NONE),
                new MonitoringResource(new PrometheusDoor(MonitoringConfig.defaults(), new JdkHttpCaller())),
                new AlertsResource(new PrometheusDoor(MonitoringConfig.defaults(), new JdkHttpCaller()), api.forms)));
        all.add(new ContentsResource(new Contents(new FakeProposals(), new FakeRules(), () -> api.now, _ -> {
        })));
        all.add(new RehearsalResource(_ -> {
            throw new BadContentException(List.of("nothing is a dialog here"));
        }));
        return all;
    }

    @Test
    void every_served_call_is_documented_and_every_documented_one_is_served() {
        Set<String> served = new TreeSet<>();
        List<Resource> all = resources();
        Intake intake = new Intake();
        all.addAll(List.of(new HealthResource(Door.READY), new MetricsResource(Door.READY), new ProblemsResource(),
                new BatchSubmission(intake.batches(Rate.perSecond(1), 1, IntakeListener.NONE), Door.READY,
                        BatchSubmission.IDLE, System::nanoTime)));
        all.forEach(r -> r.calls().forEach(c -> served.add(c.method().name() + " " + c.path())));

        assertThat(document.calls()).containsExactlyElementsOf(served);
    }

    @Test
    void query_parameters_are_those_that_are_documented_and_others_are_refused() throws IOException {
        for (Resource resource : resources()) {
            for (Call call : resource.calls()) {
                Set<String> known = new TreeSet<>(call.query());
                Set<String> said = new TreeSet<>(document.parameters(call.method().name(), call.path(), "query"));
                said.remove("lang");
                assertThat(said).as(call.path()).isEqualTo(known);
            }
        }
        String id = batch.batch().id().value();
        for (String url : List.of("/v1/batches?limi=3", "/v1/batches/" + id + "/warnings?stat=reached",
                "/v1/batches/" + id + "/results?formatt=csv", "/v1/events?from=x", "/v1/batches/" + id + "?x")) {
            HttpResponse<String> answer = send("GET", url, "watchman", "");
            assertThat(answer.statusCode()).as(url).isEqualTo(400);
            assertThat(answer.body()).as(url).contains("unknown-field", "expected");
        }
        assertThat(send("GET", "/v1/batches?limit=3&lang=zh", "watchman", "").statusCode()).isEqualTo(200);
        // Prometheus and people add their own.
        assertThat(send("GET", "/metrics?name[]=x", "", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/health/ready?from=lb", "", "").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/docs?utm=x", "", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_change_without_fields_is_refused() throws IOException {
        refused(400, "PATCH", "/v1/carriers/{name}", "/v1/carriers/trunk-1", "operator", "{}");
    }

    @Test
    void every_call_names_the_scopes_it_asks_for() {
        for (Resource resource : resources()) {
            for (Call call : resource.calls()) {
                JsonNode operation = document.document().path("paths").path(call.path())
                        .path(call.method().name().toLowerCase(java.util.Locale.ROOT));
                if (!call.isForAnyone() && call.scopes().isEmpty()) {
                    String said = operation.path("description").asText();
                    assertThat(said).as(call.path()).startsWith(
                            call.admission().roles().isEmpty() ? "Everyone who is logged in" : "Role ");
                    call.admission().roles()
                            .forEach(r -> assertThat(said).as(call.path()).contains("`" + r.code() + "`"));
                    assertThat(operation.at("/security/0").has("session")).as(call.path()).isTrue();
                } else if (call.scopes().isEmpty()) {
                    assertThat(operation.path("security")).as(call.path()).isEmpty();
                    assertThat(operation.has("security")).as(call.path()).isTrue();
                } else {
                    String said = operation.path("description").asText().lines().findFirst().orElse("");
                    assertThat(said).as(call.path()).startsWith("Scope ");
                    call.scopes().forEach(s -> assertThat(said).as(call.path()).contains("`" + s.code() + "`"));
                }
            }
        }
    }

    @Test
    void what_is_answered_is_as_documented() throws IOException {
        api.store.timelines.put(warning.warning().id(), Arrays.stream(Note.Kind.values())
                .map(k -> new TimelineEntry(FakeResultStore.MADE, k, k == Note.Kind.FENCED ? "cmcc" : "",
                        k == Note.Kind.FENCED ? 1 : 0, ""))
                .flatMap(e -> e.kind() == Note.Kind.RETURNED ? Stream.of(e, e) : Stream.of(e)).toList());
        int number = 10;
        for (WarningState state : WarningState.values()) {
            api.store.warning(batch, number++, state);
        }
        String id = batch.batch().id().value();
        ok("GET", "/v1/batches", "/v1/batches", "watchman", "");
        ok("GET", "/v1/batches/{id}", "/v1/batches/" + id, "watchman", "");
        ok("POST", "/v1/batches/{id}/pause", "/v1/batches/" + id + "/pause", "watchman", "");
        ok("POST", "/v1/batches/{id}/resume", "/v1/batches/" + id + "/resume", "watchman", "");
        ok("POST", "/v1/batches/{id}/cancel", "/v1/batches/" + id + "/cancel", "watchman", "");
        ok("GET", "/v1/batches/{id}/warnings", "/v1/batches/" + id + "/warnings?limit=3", "watchman", "");
        ok("GET", "/v1/batches/{id}/results", "/v1/batches/" + id + "/results", "watchman", "");
        ok("GET", "/v1/batches/{id}/results", "/v1/batches/" + id + "/results?format=csv", "watchman", "");
        ok("GET", "/v1/batches/{id}/results", "/v1/batches/" + id + "/results?format=xlsx", "watchman", "");
        ok("GET", "/v1/warnings/{id}", "/v1/warnings/" + warning.warning().id(), "watchman", "");
        ok("GET", "/v1/events", "/v1/events", "watchman", "");
        String phone = "{\"phone\":\"13800138000\"";
        ok("POST", "/v1/stop-list", "/v1/stop-list", "watchman", phone + ",\"reason\":\"x\"}");
        ok("POST", "/v1/stop-list", "/v1/stop-list", "watchman", phone + ",\"reason\":\"x\"}");
        ok("POST", "/v1/stop-list/lookup", "/v1/stop-list/lookup", "watchman", phone + "}");
        ok("POST", "/v1/stop-list/remove", "/v1/stop-list/remove", "watchman", phone + "}");
        ok("POST", "/v1/portability", "/v1/portability", "operator",
                "{\"numbers\":[" + phone + ",\"operator\":\"unicom\"}]}");
        ok("GET", "/v1/portability", "/v1/portability", "operator", "");
        ok("POST", "/v1/portability/lookup", "/v1/portability/lookup", "operator", phone + "}");
        ok("POST", "/v1/portability/remove", "/v1/portability/remove", "operator", phone + "}");
        ok("POST", "/v1/portability/lookup", "/v1/portability/lookup", "operator", phone + "}");
        ok("GET", "/v1/replies", "/v1/replies?limit=3", "operator", "");
        ok("GET", "/v1/carriers", "/v1/carriers", "operator", "");
        ok("PATCH", "/v1/carriers/{name}", "/v1/carriers/trunk-1", "operator", "{\"calls\":3,\"rate\":null}");
        ok("POST", "/v1/carriers/{name}/suspend", "/v1/carriers/cmcc/suspend", "operator", "");
        ok("POST", "/v1/carriers/{name}/resume", "/v1/carriers/cmcc/resume", "operator", "");
        ok("GET", "/v1/stop", "/v1/stop", "reader", "");
        ok("POST", "/v1/stop", "/v1/stop", "operator", "{\"reason\":\"x\"}");
        ok("GET", "/v1/stop", "/v1/stop", "reader", "");
        for (String path : List.of("/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/docs", "/",
                "/console")) {
            ok("GET", path, path, "", "");
        }
        for (String file : List.of("main.js", "base.css", "icon.svg", "zh.json")) {
            ok("GET", "/console/{version}/{folder}/{file}", "/console/0/app/" + file, "", "");
        }
        for (ProblemType type : ProblemType.values()) {
            ok("GET", "/problems/{code}", type.uri(), "", "");
        }
    }

    @Test
    void what_is_refused_is_as_documented() throws IOException {
        refused(401, "GET", "/v1/batches", "/v1/batches", "", "");
        refused(403, "GET", "/v1/carriers", "/v1/carriers", "watchman", "");
        refused(404, "GET", "/v1/warnings/{id}", "/v1/warnings/w0", "watchman", "");
        refused(400, "GET", "/v1/events", "/v1/events?after=x", "watchman", "");
        refused(406, "GET", "/v1/batches/{id}/results", "/v1/batches/" + batch.batch().id() + "/results", "pdf", "");
        refused(400, "POST", "/v1/stop-list", "/v1/stop-list", "watchman", "{\"phone\":\"1\",\"reason\":\"x\"}");
        refused(404, "GET", "/problems/{code}", "/problems/none", "", "");
        api.door.notReady = "the store does not answer";
        refused(503, "GET", "/health/ready", "/health/ready", "", "");
    }

    @Test
    void submissions_are_answered_as_documented() throws IOException {
        JsonNode batches = document.document().at("/components/schemas/NewBatch");
        String body = "{\"name\":\"n\",\"grade\":\"high\",\"warnings\":["
                + document.document().at("/components/schemas/NewWarning/example")
                + ",{\"ref\":\"B\",\"phone\":\"1\"}]}";
        assertThat(document.faults(batches, body)).isEmpty();
        try (BatchDoor submit = new BatchDoor()) {
            List<HttpResponse<String>> answers = List.of(submit.post("k1", BatchDoor.JSON, body),
                    submit.post("k1", BatchDoor.JSON, body), submit.post("k1", BatchDoor.JSON, body.replace("B", "C")),
                    submit.post("", BatchDoor.JSON, body), submit.post("k2", "text/plain", body),
                    submit.post("k3", BatchDoor.JSON, "{"));
            assertThat(answers).extracting(HttpResponse::statusCode).containsExactly(202, 202, 422, 400, 415, 400);
            for (HttpResponse<String> answer : answers) {
                assertThat(document.faults("POST", "/v1/batches", answer)).as(answer.body()).isEmpty();
            }
            assertThat(answers.get(1).headers().firstValue("Idempotent-Replayed")).contains("true");
        }
    }

    @Test
    void the_check_itself_finds_what_is_not_documented() throws IOException {
        JsonNode batchSchema = document.document().at("/components/schemas/Batch");
        String answer = api.door.get("watchman", "/v1/batches/" + batch.batch().id()).body();
        assertThat(document.faults(batchSchema, answer)).isEmpty();
        assertThat(document.faults(batchSchema, answer.replace("\"state\":\"running\"", "\"state\":\"walking\"")))
                .isNotEmpty();
        assertThat(document.faults(batchSchema, answer.replace("\"name\":", "\"nickname\":"))).hasSize(2);
        assertThat(document.faults(batchSchema, answer.replace("T06:40:00+08:00", ""))).isNotEmpty();
        String one = api.door.get("watchman", "/v1/warnings/" + warning.warning().id()).body();
        assertThat(document.faults(document.document().at("/components/schemas/Result"), one)).isNotEmpty();
    }

    @Test
    void the_page_shows_every_call_and_needs_nothing_from_elsewhere() {
        HttpResponse<String> page = api.door.get("/docs");
        for (String call : document.calls()) {
            assertThat(page.body()).contains("<code>" + call.substring(call.indexOf('/')) + "</code>");
        }
        assertThat(page.body())
                .contains("warningsFinished", "<strong>Keys.</strong>", "<code>awaiting-receipt</code>", "curl -X POST")
                .doesNotContain("```", "null</code>", "<script", "src=", "@import", "url(");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        HttpResponse<String> problem = api.door.send("/problems/over-rate", b -> b.header("Accept", "text/html"));
        assertThat(problem.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(problem.body()).contains("More than the agreed rate", "Wait for Retry-After");
    }

    @Test
    void the_page_is_in_chinese_for_whoever_reads_that_and_no_text_is_left_out() {
        Set<String> texts = new TreeSet<>();
        collect(document.document(), texts);
        document.document().path("tags").forEach(tag -> texts.add(tag.path("name").asText()));
        assertThat(DocsWords.CHINESE.keySet()).containsExactlyInAnyOrderElementsOf(texts);

        String page = api.door.send("/docs", b -> b.header("Accept-Language", "zh-CN")).body();
        assertThat(page).contains("<html lang=\"zh\">", "提交一个批次", "<strong>密钥。</strong>", "<a href=\"/docs?lang=en\"")
                .doesNotContain("What is wrong", "<th>Meaning");
        assertThat(api.door.get("/docs?lang=en").body()).contains("<html lang=\"en\">", "Submit a batch",
                "<a href=\"/problems/over-rate\">");
    }

    private static void collect(JsonNode node, Set<String> texts) {
        node.properties().forEach(field -> {
            if (field.getValue().isTextual() && Set.of("description", "summary").contains(field.getKey())) {
                texts.add(DocsWords.key(field.getValue().asText()));
            }
        });
        node.forEach(child -> collect(child, texts));
    }

    private void ok(String method, String path, String url, String client, String body) throws IOException {
        HttpResponse<String> answer = send(method, url, client, body);
        assertThat(answer.statusCode()).as(method + " " + url + " " + answer.body()).isBetween(200, 299);
        assertThat(document.faults(method, path, answer)).as(method + " " + url).isEmpty();
    }

    private void refused(int status, String method, String path, String url, String client, String body)
            throws IOException {
        HttpResponse<String> answer = send(method, url, client, body);
        assertThat(answer.statusCode()).as(method + " " + url + " " + answer.body()).isEqualTo(status);
        assertThat(document.faults(method, path, answer)).as(method + " " + url).isEmpty();
    }

    private HttpResponse<String> send(String method, String url, String client, String body) {
        return api.door.send(url, b -> {
            if (client.equals("pdf")) {
                b.header("Authorization", "Bearer watchman-key").header("Accept", "application/pdf");
            } else if (!client.isEmpty()) {
                b.header("Authorization", "Bearer " + client + "-key");
            }
            return b.method(method, HttpRequest.BodyPublishers.ofString(body));
        });
    }
}
