package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.tocsin.access.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;

/**
 * The review calls over a map, for what is hard to bring about with the real queue: a case that is
 * taken away in a certain moment. The rest is as the gateway answers.
 */
final class FakeReview implements Resource {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CASE = "/v1/review/cases/{id}";
    private static final List<String> GRADES = List.of("urgent", "high", "medium", "low");
    private static final String DISPOSITIONS = """
            dissuaded 已劝阻 close optional 1 saved
            no-answer 未接 requeue optional 2
            busy 占线（疑与骗子通话） requeue optional 3
            powered-off 关机 requeue optional 4
            refused 拒接/直接挂断 requeue optional 5
            station-visit 转派出所见面 escalate optional 6 station
            paid 已转账被骗（止付/报警） close required 7 saved lost
            false-alarm 误报 close optional 8
            unconvinced 不听劝/否认 escalate required 9 station
            suspended 停机 close optional -
            no-such-number 空号 close optional -
            abusive 谩骂 close optional -
            wrong-person 非本人（已联系家属） close required -
            app-installed 已引导安装国家反诈中心APP close optional -
            asked-back 群众求证 close optional -
            complaint 投诉/要求停止 close required -
            """;
    private final Map<String, ObjectNode> cases = new LinkedHashMap<>();
    private final List<HttpResponseWriter> watchers = new CopyOnWriteArrayList<>();
    private int tokens;
    /** What was given, in order: {@code c1 dissuaded note}. */
    final List<String> given = new CopyOnWriteArrayList<>();

    /** A case that waits. */
    synchronized String add(String grade, String name, String fraudType, String kind, String text, int lateSeconds) {
        String id = "c" + (cases.size() + 1);
        Instant now = Instant.now();
        ObjectNode row = JSON.createObjectNode().put("id", id).put("state", "open").put("grade", grade)
                .put("phone", "138****" + String.format("%04d", 8000 + cases.size())).put("name", name)
                .put("unit", "呼伦贝尔/海拉尔").put("fraudType", fraudType).put("flags", 1).put("touches", 0)
                .put("openedAt", now.minusSeconds(200).toString())
                .put("dueAt", now.plusSeconds(300 - lateSeconds).toString())
                .put("closeDueAt", now.plusSeconds(7200).toString()).put("draft", "").putNull("holder");
        row.putArray("reasons").addObject().put("kind", kind).put("text", text).put("at",
                now.minusSeconds(190).toString());
        row.putArray("breached");
        entry(row, "opened", "gateway");
        ObjectNode warning = row.putArray("warnings").addObject().put("id", "w" + cases.size()).put("state", "reached");
        ArrayNode timeline = warning.putArray("timeline");
        step(timeline, now.minusSeconds(260), "accepted", "", "");
        step(timeline, now.minusSeconds(240), "submitted", "trunk-1", "call 00a1");
        step(timeline, now.minusSeconds(195), "talked", "trunk-1", "fraud-warning: 1 2 → victim-suspected");
        step(timeline, now.minusSeconds(190), "flagged", "trunk-1", text);
        step(timeline, now.minusSeconds(150), "receipt", "cmcc", "DELIVRD");
        row.putArray("earlier");
        cases.put(id, row);
        tell(row);
        return id;
    }

    private static void step(ArrayNode timeline, Instant at, String kind, String carrier, String text) {
        timeline.addObject().put("at", at.toString()).put("kind", kind).put("carrier", carrier).put("text", text);
    }

    private static void entry(ObjectNode row, String kind, String by) {
        row.withArray("timeline").addObject().put("at", Instant.now().toString()).put("kind", kind).put("by", by)
                .put("text", "");
    }

    private ObjectNode one(String id) {
        return Objects.requireNonNull(cases.get(id), id);
    }

    /** Somebody else has it from now on. */
    synchronized void steal(String id, String who) {
        ObjectNode row = one(id);
        row.put("state", "leased").put("holder", who).put("token", "t" + ++tokens);
        tell(row);
    }

    /** How it stands. */
    synchronized JsonNode of(String id) {
        return one(id);
    }

    @Override
    public List<Call> calls() {
        return List.of(get("/v1/review/summary", this::summary), get("/v1/review/dictionary", FakeReview::dictionary),
                get("/v1/review/cases", this::page), get(CASE, e -> one(e.path("id")).deepCopy()),
                Call.get("/v1/review/stream", Set.of(Scope.REVIEW), this::watch),
                post("/v1/review/lookup", this::lookup),
                post("/v1/review/claims", this::claims), post(CASE + "/claim", this::claim),
                act("heartbeat", (row, _) -> lease(row)), act("note", this::note), act("reveal", (_, _) -> JSON
                        .createObjectNode().put("phone", "13800138000")),
                act("release", (row, _) -> moved(row, "open", "released")),
                act("snooze", (row, _) -> moved(row, "snoozed", "snoozed")),
                act("escalate", (row, _) -> moved(row, "escalated", "escalated")), act("disposition", this::decide),
                post(CASE + "/undo", this::undo));
    }

    private interface Answer {
        JsonNode to(Exchange exchange);
    }

    private Call get(String path, Answer answer) {
        return Call.get(path, Set.of(Scope.REVIEW), e -> json(answer, e), "state", "grade", "unit", "holder",
                "breached",
                "cursor", "limit");
    }

    private Call post(String path, Answer answer) {
        return Call.of(HttpMethod.POST, path, Admission.to(Set.of(Scope.REVIEW)), e -> json(answer, e));
    }

    private synchronized HttpResponse json(Answer answer, Exchange exchange) {
        JsonNode body = answer.to(exchange);
        return HttpResponse.of(HttpStatus.valueOf(body.path("status").asInt(200)),
                body.has("status") ? MediaType.parse("application/problem+json") : MediaType.JSON_UTF_8,
                HttpData.ofUtf8(body.toString()));
    }

    private Call act(String what, BiFunction<ObjectNode, JsonNode, JsonNode> act) {
        return post(CASE + "/" + what, e -> {
            ObjectNode row = one(e.path("id"));
            JsonNode body = e.json();
            return row.path("token").asText("none").equals(body.path("token").asText())
                    ? act.apply(row, body)
                    : problem(row, "lease-lost", "认领已失效");
        });
    }

    private static ObjectNode problem(ObjectNode row, String code, String title) {
        ObjectNode problem = JSON.createObjectNode().put("type", "/problems/" + code).put("title", title)
                .put("status", 409).put("detail", "").put("state", row.path("state").asText());
        problem.set("holder", row.path("holder"));
        return problem;
    }

    private static String who(Exchange exchange) {
        return exchange.person().user().name();
    }

    private ObjectNode lease(ObjectNode row) {
        return row.put("leaseUntil", Instant.now().plusSeconds(120).toString());
    }

    private ObjectNode take(ObjectNode row, String who) {
        lease(row.put("state", "leased").put("holder", who).put("token", "t" + ++tokens)
                .put("firstTouchAt", Instant.now().toString()));
        entry(row, "claimed", who);
        tell(row);
        return row.deepCopy();
    }

    private JsonNode claims(Exchange exchange) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode taken = answer.putArray("cases");
        cases.values().stream().filter(row -> row.path("state").asText().equals("open"))
                .min(Comparator.comparingInt(row -> GRADES.indexOf(row.path("grade").asText())))
                .ifPresent(row -> taken.add(take(row, who(exchange))));
        return answer;
    }

    private JsonNode claim(Exchange exchange) {
        ObjectNode row = one(exchange.path("id"));
        boolean others = row.path("state").asText().equals("leased")
                && !row.path("holder").asText().equals(who(exchange));
        return others ? problem(row, "case-held", "有人正在处理") : take(row, who(exchange));
    }

    private JsonNode note(ObjectNode row, JsonNode body) {
        row.put("draft", body.path("note").asText());
        return JSON.createObjectNode().put("savedAt", Instant.now().toString());
    }

    private JsonNode moved(ObjectNode row, String state, String kind) {
        row.put("before", row.path("token").asText()).put("state", state).putNull("holder").remove("token");
        entry(row, kind, "zhang");
        tell(row);
        return row.deepCopy();
    }

    private JsonNode decide(ObjectNode row, JsonNode body) {
        given.add(row.path("id").asText() + " " + body.path("disposition").asText() + " " + body.path("note").asText());
        return moved(row, "done", "disposed");
    }

    private JsonNode undo(Exchange exchange) {
        ObjectNode row = one(exchange.path("id"));
        return row.path("before").asText("none").equals(exchange.json().path("token").asText())
                ? take(row, who(exchange))
                : problem(row, "undo-too-late", "来不及了");
    }

    private JsonNode page(Exchange exchange) {
        ObjectNode page = JSON.createObjectNode().putNull("next");
        ArrayNode items = page.putArray("items");
        cases.values().stream()
                .filter(row -> exchange.query("state").map(row.path("state").asText()::equals).orElse(true))
                .filter(row -> exchange.query("holder").map(_ -> row.path("holder").asText().equals(who(exchange)))
                        .orElse(true))
                .sorted(Comparator.comparingInt(row -> GRADES.indexOf(row.path("grade").asText()))).forEach(items::add);
        return page;
    }

    private JsonNode lookup(Exchange exchange) {
        ObjectNode page = JSON.createObjectNode().putNull("next");
        String end = exchange.json().path("phone").asText().substring(7);
        ArrayNode items = page.putArray("items");
        cases.values().stream().filter(row -> row.path("phone").asText().endsWith(end)).forEach(items::add);
        return page;
    }

    private long in(String state, String grade) {
        return cases.values().stream().filter(row -> state.isEmpty() || row.path("state").asText().equals(state))
                .filter(row -> grade.isEmpty() || row.path("grade").asText().equals(grade)).count();
    }

    private JsonNode summary(Exchange exchange) {
        return summary().set("mine",
                JSON.createObjectNode().put("leased", in("leased", "")).put("doneToday", in("done", "")));
    }

    private ObjectNode summary() {
        ObjectNode summary = JSON.createObjectNode().put("flagged", cases.size()).put("waiting", in("open", ""))
                .put("open", cases.size() - in("done", "")).put("leased", in("leased", ""))
                .put("snoozed", in("snoozed", "")).put("escalated", in("escalated", "")).put("done", in("done", ""))
                .put("balanced", true).putNull("mine");
        ObjectNode grades = summary.putObject("byGrade");
        GRADES.forEach(grade -> grades.putObject(grade).put("waiting", in("open", grade)).put("oldestSeconds", 134));
        summary.putObject("breaches").put("firstTouch", 1).put("close", 0);
        return summary;
    }

    private static JsonNode dictionary(Exchange exchange) {
        ObjectNode words = JSON.createObjectNode().put("version", 1);
        ArrayNode all = words.putArray("dispositions");
        for (String line : DISPOSITIONS.lines().toList()) {
            List<String> cells = List.of(line.split(" ", -1));
            ObjectNode one = all.addObject().put("code", cells.get(0)).put("zh", cells.get(1)).put("en", cells.get(0))
                    .put("effect", cells.get(2)).put("note", cells.get(3));
            one.put("key", cells.get(4).equals("-") ? null : cells.get(4));
            ArrayNode amounts = one.putArray("amounts");
            ArrayNode fields = one.putArray("fields");
            cells.subList(5, cells.size()).forEach(more -> (more.equals("station") ? fields : amounts).add(more));
        }
        return words;
    }

    private HttpResponse watch(Exchange exchange) {
        exchange.context().clearRequestTimeout();
        HttpResponseWriter writer = HttpResponse.streaming();
        writer.write(ResponseHeaders.of(HttpStatus.OK, "content-type", "text/event-stream"));
        watchers.add(writer);
        return writer;
    }

    private void tell(ObjectNode row) {
        String text = "event: summary\ndata: " + summary() + "\n\nevent: case\ndata: {\"id\":\""
                + row.path("id").asText()
                + "\",\"state\":\"" + row.path("state").asText() + "\",\"grade\":\"" + row.path("grade").asText()
                + "\"}\n\n";
        watchers.removeIf(each -> !each.tryWrite(HttpData.of(StandardCharsets.UTF_8, text)));
    }
}
