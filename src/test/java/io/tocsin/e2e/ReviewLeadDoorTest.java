package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done with cases over HTTP without being the next to call: opened again, reported back by
 * a police station, graded. Each that succeeds beside those that are refused.
 */
class ReviewLeadDoorTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller key;
    /** The programme of the police stations, with a key of its own. */
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller police;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller li;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller lead;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller far;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller audit;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        doors = Doors.open(Doors.GOOD, "1000/s", Doors.client("centre", "review", "")
                + Doors.client("police", "review", "") + "review: { stations: [胜利派出所] }\n", 1);
        key = doors.as("centre");
        police = doors.as("police");
        li = doors.person(folder, "li", Role.REVIEWER, null);
        lead = doors.person(folder, "lead", Role.SUPERVISOR, null);
        far = doors.person(folder, "far", Role.SUPERVISOR, null, "兴安盟");
        audit = doors.person(folder, "audit", Role.AUDIT, null);
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static String opened(String phone, String grade) {
        Caller.Answer answer = key.post("/v1/review/cases", "{\"phone\":\"" + phone + "\",\"grade\":\"" + grade
                + "\",\"fraudType\":\"刷单返利\",\"reason\":\"upstream saw a transfer\",\"unit\":\"呼伦贝尔/海拉尔\"}");
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
        return answer.json().path("id").asText();
    }

    private static JsonNode claimed(String id) {
        return ok(li.post(path(id, "claim"), ""));
    }

    private static JsonNode ok(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String path(String id, String act) {
        return "/v1/review/cases/" + id + "/" + act;
    }

    private static JsonNode item(String id) {
        return ok(li.get("/v1/review/cases/" + id));
    }

    private static String with(JsonNode claim, String more) {
        return "{\"token\":\"" + claim.path("token").asText() + "\"" + more + "}";
    }

    private static void refused(Caller.Answer answer, int status, String problem) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.problem()).as(answer.toString()).isEqualTo(problem);
    }

    private static List<String> listed(String state) {
        return ok(lead.get("/v1/review/cases?state=" + state + "&limit=100")).path("items").findValuesAsText("id");
    }

    private static JsonNode summary() {
        JsonNode summary = ok(lead.get("/v1/review/summary"));
        assertThat(summary.path("balanced").asBoolean()).isTrue();
        assertThat(summary.path("flagged").asInt())
                .isEqualTo(summary.path("done").asInt() + summary.path("open").asInt());
        return summary;
    }

    private static double savedToday() {
        return ok(lead.get("/v1/review/report")).path("sum").path("amountSaved").asDouble();
    }

    /** The entry of that kind, which there is once. */
    private static JsonNode entry(String id, String kind) {
        List<JsonNode> found = item(id).path("timeline").findParents("kind").stream()
                .filter(each -> each.path("kind").asText().equals(kind)).toList();
        assertThat(found).as(kind).hasSize(1);
        return found.getFirst();
    }

    private static long audited(String act, String id) {
        return audit.get("/v1/audit").text().lines()
                .filter(line -> line.contains("\"act\":\"" + act + "\"") && line.contains(id)).count();
    }

    @Test
    void a_supervisor_finds_a_case_among_the_closed_ones_and_opens_it_again() {
        double before = savedToday();
        String id = opened("13800138801", "high");
        refused(lead.post(path(id, "reopen"), "{\"note\":\"家属来电\"}"), 409, "conflict");
        JsonNode claim = claimed(id);
        ok(li.post(path(id, "disposition"),
                with(claim, ",\"disposition\":\"dissuaded\",\"amountSaved\":500,\"note\":\"已劝阻\"")));
        assertThat(savedToday()).isEqualTo(before + 500);
        assertThat(listed("done")).contains(id);
        JsonNode closed = summary();

        String again = "{\"note\":\"家属来电，仍在转账\"}";
        refused(li.post(path(id, "reopen"), again), 403, "role-forbidden");
        assertThat(key.post(path(id, "reopen"), again).status()).as("a key leads nobody").isEqualTo(403);
        refused(far.post(path(id, "reopen"), again), 404, "not-found");
        refused(lead.post(path(id, "reopen"), "{}"), 400, "bad-parameter");
        assertThat(item(id).path("state").asText()).as("nothing of it did anything").isEqualTo("done");

        JsonNode open = ok(lead.post(path(id, "reopen"), again));
        assertThat(open.path("state").asText()).isEqualTo("open");
        assertThat(open.path("closedAt").isNull()).isTrue();
        assertThat(listed("done")).doesNotContain(id);
        assertThat(listed("open")).contains(id);
        assertThat(summary().path("done").asInt()).isEqualTo(closed.path("done").asInt() - 1);
        assertThat(summary().path("open").asInt()).isEqualTo(closed.path("open").asInt() + 1);
        assertThat(summary().path("flagged")).as("it is the same case").isEqualTo(closed.path("flagged"));
        assertThat(savedToday()).as("what its close counted").isEqualTo(before);
        assertThat(entry(id, "reopened").path("by").asText()).isEqualTo("lead");
        assertThat(item(id).path("timeline").findValuesAsText("text")).contains("家属来电，仍在转账");
        assertThat(audited("case.reopen", id)).isGreaterThanOrEqualTo(1);
        assertThat(li.post(path(id, "note"), with(claim, ",\"note\":\"late\"")).problem()).isEqualTo("lease-lost");

        ok(li.post(path(id, "disposition"), with(claimed(id), ",\"disposition\":\"dissuaded\",\"amountSaved\":200")));
        assertThat(savedToday()).as("once, with what it came to then").isEqualTo(before + 200);
        String other = opened("13800138801", "low");
        assertThat(other).isNotEqualTo(id);
        refused(lead.post(path(id, "reopen"), again), 409, "conflict");
    }

    @Test
    void a_police_station_reports_back_by_its_key_and_the_case_is_closed_or_comes_back() {
        double before = savedToday();
        String id = opened("13800138802", "high");
        String met = "{\"disposition\":\"dissuaded\",\"note\":\"民警已见面，当场劝阻\",\"amountSaved\":1000,\"closes\":true}";
        refused(police.post(path(id, "feedback"), met), 409, "conflict");
        JsonNode claim = claimed(id);
        assertThat(ok(li.post(path(id, "escalate"), with(claim, ",\"station\":\"胜利派出所\""))).path("state").asText())
                .isEqualTo("escalated");
        assertThat(item(id).path("station").asText()).isEqualTo("胜利派出所");
        assertThat(listed("escalated")).contains(id);

        refused(li.post(path(id, "feedback"), met), 403, "role-forbidden");
        refused(far.post(path(id, "feedback"), met), 404, "not-found");
        refused(police.post(path(id, "feedback"), "{\"disposition\":\"dissuaded\"}"), 400, "bad-parameter");
        refused(police.post(path(id, "feedback"), "{\"disposition\":\"invented\",\"closes\":true}"), 400,
                "bad-parameter");
        assertThat(doors.as("reader").post(path(id, "feedback"), met).status()).as("without the scope").isEqualTo(403);
        assertThat(item(id).path("state").asText()).isEqualTo("escalated");

        // Nobody at home: it is ours again, and the station's no more.
        JsonNode back = ok(police.post(path(id, "feedback"),
                "{\"disposition\":\"no-answer\",\"note\":\"家中无人\",\"closes\":false}"));
        assertThat(back.path("state").asText()).isEqualTo("open");
        assertThat(back.path("station").isNull()).isTrue();
        assertThat(entry(id, "feedback").path("by").asText()).isEqualTo("key:police");
        assertThat(item(id).at("/disposition/note").asText()).isEqualTo("家中无人");
        summary();

        JsonNode second = claimed(id);
        assertThat(second.path("timeline").findValuesAsText("text")).as("who calls next sees it").contains("家中无人");
        ok(li.post(path(id, "escalate"), with(second, ",\"station\":\"胜利派出所\"")));
        JsonNode done = ok(police.post(path(id, "feedback"), met));
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(item(id).at("/disposition/code").asText()).isEqualTo("dissuaded");
        assertThat(item(id).at("/disposition/by").asText()).isEqualTo("key:police");
        assertThat(item(id).path("timeline").findValuesAsText("text")).contains("民警已见面，当场劝阻");
        assertThat(listed("done")).contains(id);
        assertThat(savedToday()).isEqualTo(before + 1000);
        assertThat(audited("case.feedback", id)).isGreaterThanOrEqualTo(2);
        refused(police.post(path(id, "feedback"), met), 409, "conflict");
        summary();
    }

    @Test
    void who_holds_a_case_raises_its_grade_and_a_supervisor_sets_any() {
        String id = opened("13800138803", "medium");
        Instant due = Instant.parse(item(id).path("closeDueAt").asText());
        assertThat(li.post(path(id, "grade"), "{\"grade\":\"urgent\"}").status()).as("without a lease").isEqualTo(400);
        refused(li.post(path(id, "grade"), "{\"token\":\"x\",\"grade\":\"urgent\"}"), 409, "lease-lost");
        refused(far.post(path(id, "grade"), "{\"grade\":\"urgent\"}"), 404, "not-found");
        JsonNode claim = claimed(id);
        refused(li.post(path(id, "grade"), with(claim, ",\"grade\":\"low\"")), 409, "conflict");
        refused(li.post(path(id, "grade"), with(claim, ",\"grade\":\"extreme\"")), 400, "bad-parameter");
        assertThat(item(id).path("grade").asText()).isEqualTo("medium");

        JsonNode raised = ok(li.post(path(id, "grade"), with(claim, ",\"grade\":\"urgent\",\"note\":\"正在转账\"")));
        assertThat(raised.path("grade").asText()).isEqualTo("urgent");
        assertThat(Instant.parse(item(id).path("closeDueAt").asText())).as("its clock is shorter").isBefore(due);
        assertThat(entry(id, "raised").path("by").asText()).isEqualTo("li");
        assertThat(item(id).path("timeline").findValuesAsText("text")).contains("正在转账");
        assertThat(item(id).path("state").asText()).as("still held").isEqualTo("leased");
        assertThat(summary().at("/byGrade/urgent/open").asInt()).isGreaterThanOrEqualTo(1);

        assertThat(ok(lead.post(path(id, "grade"), "{\"grade\":\"high\"}")).path("grade").asText()).isEqualTo("high");
        assertThat(Instant.parse(item(id).path("closeDueAt").asText())).as("a clock never gets longer")
                .isBefore(due);
        assertThat(audited("case.grade", id)).isGreaterThanOrEqualTo(2);
        ok(li.post(path(id, "disposition"), with(claim, ",\"disposition\":\"false-alarm\"")));
        refused(lead.post(path(id, "grade"), "{\"grade\":\"urgent\"}"), 409, "conflict");
    }
}
