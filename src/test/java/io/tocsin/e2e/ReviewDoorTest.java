package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases over HTTP: whose they are, who holds them, what is refused and loses nothing. */
class ReviewDoorTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller key;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller li;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller wang;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller lead;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller audit;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        doors = Doors.open(Doors.GOOD, "1000/s",
                Doors.client("centre", "review", "") + "review: { stations: [胜利派出所] }\n", 1);
        key = doors.as("centre");
        li = doors.person(folder, "li", Role.REVIEWER, null);
        wang = doors.person(folder, "wang", Role.REVIEWER, null);
        lead = doors.person(folder, "lead", Role.SUPERVISOR, null);
        audit = doors.person(folder, "audit", Role.AUDIT, null);
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static String opened(String phone, String unit) {
        Caller.Answer answer = key.post("/v1/review/cases", "{\"phone\":\"" + phone
                + "\",\"grade\":\"high\",\"fraudType\":\"刷单返利\",\"reason\":\"upstream saw a transfer\"" + unit + "}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static JsonNode claimed(Caller who, String id) {
        Caller.Answer answer = who.post("/v1/review/cases/" + id + "/claim", "");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static Caller.Answer act(Caller who, String id, String act, JsonNode claim, String more) {
        return who.post("/v1/review/cases/" + id + "/" + act,
                "{\"token\":\"" + claim.path("token").asText() + "\"" + more + "}");
    }

    @Test
    void a_number_is_masked_until_its_holder_asks_and_that_is_noted() {
        String id = opened("13800137701", "");
        JsonNode claim = claimed(li, id);
        assertThat(claim.path("phone").asText()).isEqualTo("138****7701");
        assertThat(act(wang, id, "reveal", claim, "").problem()).isEqualTo("lease-lost");
        assertThat(act(li, id, "reveal", claim, "").json().path("phone").asText()).isEqualTo("13800137701");
        assertThat(lead.post("/v1/review/cases/" + id + "/reveal", "{}").status()).isEqualTo(200);
        assertThat(li.post("/v1/review/cases/" + id + "/reveal", "{}").status()).isEqualTo(400);
        String log = audit.get("/v1/audit").text();
        assertThat(log.lines().filter(line -> line.contains("case.reveal") && line.contains(id))).hasSize(2);
        assertThat(log).doesNotContain("13800137701");
    }

    @Test
    void whoever_lost_the_lease_is_told_who_has_it_and_changes_nothing() {
        String id = opened("13800137702", "");
        JsonNode first = claimed(li, id);
        assertThat(wang.post("/v1/review/cases/" + id + "/claim", "").json().path("holder").asText()).isEqualTo("li");
        assertThat(lead.post("/v1/review/cases/" + id + "/reassign", "{\"to\":\"wang\"}").status()).isEqualTo(200);
        for (String act : List.of("heartbeat", "release", "undo")) {
            Caller.Answer late = act(li, id, act, first, "");
            assertThat(late.status()).as(act + late).isEqualTo(409);
        }
        Caller.Answer late = act(li, id, "disposition", first, ",\"disposition\":\"dissuaded\",\"note\":\"typed\"");
        assertThat(late.problem()).isEqualTo("lease-lost");
        assertThat(late.json().path("holder").asText()).isEqualTo("wang");
        assertThat(lead.get("/v1/review/cases/" + id).json().path("state").asText()).isEqualTo("leased");
        assertThat(lead.post("/v1/review/cases/" + id + "/reassign", "{\"to\":\"audit\"}").problem())
                .isEqualTo("bad-parameter");
    }

    @Test
    void a_case_of_another_unit_is_not_there(@TempDir Path folder) throws IOException {
        String id = opened("13800137703", ",\"unit\":\"兴安盟/乌兰浩特\"");
        for (String act : List.of("claim", "heartbeat", "note", "reveal", "release", "snooze", "disposition",
                "escalate", "undo", "grade", "sms")) {
            Caller.Answer answer = li.post("/v1/review/cases/" + id + "/" + act, switch (act) {
                case "claim" -> "";
                case "snooze" -> "{\"token\":\"x\",\"minutes\":5}";
                case "note" -> "{\"token\":\"x\",\"note\":\"n\"}";
                case "disposition" -> "{\"token\":\"x\",\"disposition\":\"dissuaded\"}";
                case "escalate" -> "{\"token\":\"x\",\"station\":\"胜利派出所\"}";
                case "sms" -> "{\"token\":\"x\",\"message\":\"fraud-sms\"}";
                case "grade" -> "{\"token\":\"x\",\"grade\":\"urgent\"}";
                default -> "{\"token\":\"x\"}";
            });
            assertThat(answer.status()).as(act + " " + answer).isEqualTo(404);
        }
        for (String act : List.of("reassign", "reopen", "feedback")) {
            assertThat(lead.post("/v1/review/cases/" + id + "/" + act, switch (act) {
                case "reassign" -> "{\"to\":\"li\"}";
                case "reopen" -> "{\"note\":\"again\"}";
                default -> "{\"disposition\":\"dissuaded\",\"closes\":true}";
            }).status()).as(act).isEqualTo(404);
        }
        assertThat(li.get("/v1/review/cases/" + id).status()).isEqualTo(404);
        assertThat(li.get("/v1/review/cases?unit=%E5%85%B4%E5%AE%89%E7%9B%9F").text()).doesNotContain(id);
        assertThat(li.post("/v1/review/lookup", "{\"phone\":\"13800137703\"}").json().path("items")).isEmpty();
        assertThat(key.get("/v1/review/cases/" + id).status()).isEqualTo(200);
        assertThat(li.post("/v1/review/cases", "{\"phone\":\"13800137709\",\"grade\":\"low\",\"reason\":\"x\","
                + "\"unit\":\"兴安盟\"}").status()).isEqualTo(400);
    }

    @Test
    void what_the_dictionary_asks_for_is_asked_for_and_amounts_are_exact() {
        String id = opened("13800137704", "");
        JsonNode claim = claimed(li, id);
        assertThat(act(li, id, "disposition", claim, ",\"disposition\":\"paid\"").text()).contains("\"note\"");
        assertThat(act(li, id, "disposition", claim, ",\"disposition\":\"invented\"").status()).isEqualTo(400);
        for (String amount : List.of("-1", "0.001", "1e30", "\"100\"", "100000000.01")) {
            assertThat(act(li, id, "disposition", claim, ",\"disposition\":\"dissuaded\",\"amountSaved\":" + amount)
                    .status()).as(amount).isEqualTo(400);
        }
        JsonNode done = act(li, id, "disposition", claim,
                ",\"disposition\":\"dissuaded\",\"amountSaved\":20000.55,\"note\":\"=HYPERLINK(1)\"").json();
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.at("/disposition/amountSaved").asText()).isEqualTo("20000.55");
        assertThat(done.at("/disposition/zh").asText()).isEqualTo("已劝阻");
        assertThat(act(li, id, "undo", claim, "").json().path("state").asText()).isEqualTo("leased");
        JsonNode sum = lead.get("/v1/review/report").json().path("sum");
        assertThat(sum.path("opened").asInt()).isGreaterThanOrEqualTo(1);
        Caller.Answer book = lead.get("/v1/review/report?format=xlsx&lang=zh");
        assertThat(book.header("Content-Type")).contains("spreadsheetml");
    }

    @Test
    void the_dictionary_says_what_can_be_given_and_where_a_case_can_go() {
        JsonNode dictionary = li.get("/v1/review/dictionary").json();
        assertThat(dictionary.path("version").asInt()).isEqualTo(1);
        assertThat(dictionary.path("dispositions").findValuesAsText("code")).contains("dissuaded", "paid");
        assertThat(dictionary.at("/messages/0/name").asText()).isEqualTo("fraud-sms");
        assertThat(dictionary.at("/messages/0/texts/0").asText()).contains("{name}", "96110");
        assertThat(dictionary.path("stations").get(0).asText()).isEqualTo("胜利派出所");
    }

    @Test
    void an_approved_message_goes_out_once_from_whoever_holds_the_case() {
        String id = opened("13800137710", "");
        JsonNode claim = claimed(li, id);
        String message = ",\"message\":\"fraud-sms\"";
        assertThat(act(wang, id, "sms", claim, message).problem()).isEqualTo("lease-lost");
        assertThat(act(li, id, "sms", claim, ",\"message\":\"invented\"").text()).contains("fraud-sms");
        assertThat(doors.carrier().submits(List.of("13800137710"))).containsExactly(0);

        JsonNode sent = act(li, id, "sms", claim, message).json();
        assertThat(sent.path("repeated").asBoolean()).isFalse();
        JsonNode again = act(li, id, "sms", claim, message).json();
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.path("warning")).isEqualTo(sent.path("warning"));

        await().atMost(Doors.PATIENCE).until(() -> key.get("/v1/review/cases/" + id).json().at("/warnings/0/state")
                .asText().equals("reached"));
        JsonNode item = li.get("/v1/review/cases/" + id).json();
        assertThat(item.at("/warnings/0/id")).isEqualTo(sent.path("warning"));
        assertThat(item.at("/warnings/0/grade").asText()).isEqualTo("urgent");
        assertThat(item.path("timeline").findValuesAsText("kind")).containsOnlyOnce("texted");
        assertThat(item.path("state").asText()).isEqualTo("leased");
        assertThat(doors.carrier().submits(List.of("13800137710"))).containsExactly(1);
        assertThat(audit.get("/v1/audit").text().lines()
                .filter(line -> line.contains("\"case.sms\"") && line.contains(id))).hasSize(2);
    }

    @Test
    void a_supervisor_sees_the_reviewers_of_the_own_unit_alone(@TempDir Path folder) throws IOException {
        Caller far = doors.person(folder, "far", Role.REVIEWER, null, "兴安盟");
        String id = opened("13800137705", ",\"unit\":\"兴安盟\"");
        claimed(far, id);
        claimed(li, opened("13800137706", ""));
        assertThat(lead.get("/v1/review/reviewers").json().path("items").findValuesAsText("name")).contains("li")
                .doesNotContain("far");
        assertThat(lead.post("/v1/review/reassign", "{\"ids\":[],\"to\":\"far\"}").problem())
                .isEqualTo("bad-parameter");
    }

    @Test
    void every_case_of_many_that_are_given_away_stands_in_the_audit_log() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            ids.add(opened("138001368" + (10 + i), ""));
        }
        lead.post("/v1/review/reassign", "{\"ids\":[\"" + String.join("\",\"", ids) + "\"],\"to\":\"li\"}");
        String log = audit.get("/v1/audit").text();
        assertThat(ids).allMatch(log::contains);
    }

    @Test
    void the_counts_balance_whatever_was_done() {
        for (int i = 0; i < 5; i++) {
            opened("1380013780" + i, "");
        }
        JsonNode claims = wang.post("/v1/review/claims", "{\"max\":3}").json().path("cases");
        assertThat(claims.size()).isEqualTo(3);
        act(wang, claims.get(0).path("id").asText(), "disposition", claims.get(0), ",\"disposition\":\"false-alarm\"");
        act(wang, claims.get(1).path("id").asText(), "snooze", claims.get(1), ",\"minutes\":10");
        act(wang, claims.get(2).path("id").asText(), "escalate", claims.get(2), ",\"station\":\"胜利派出所\"");
        JsonNode summary = key.get("/v1/review/summary").json();
        assertThat(summary.path("balanced").asBoolean()).isTrue();
        assertThat(summary.path("flagged").asInt())
                .isEqualTo(summary.path("done").asInt() + summary.path("open").asInt());
        Caller.Answer many = lead.post("/v1/review/reassign", "{\"ids\":[\"" + claims.get(1).path("id").asText()
                + "\",\"c0000000000\",\"" + claims.get(0).path("id").asText() + "\"],\"to\":\"li\"}");
        assertThat(many.json().path("reassigned").asInt()).as(many.toString()).isEqualTo(1);
        assertThat(many.json().path("errors").size()).isEqualTo(2);
    }
}
