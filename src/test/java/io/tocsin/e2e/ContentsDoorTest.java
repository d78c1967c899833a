package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.content.ContentName;
import io.tocsin.access.content.ContentRules;
import io.tocsin.access.content.Contents;
import io.tocsin.access.content.Proposal;
import io.tocsin.access.user.Role;
import io.tocsin.store.redis.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

/** Contents changed over HTTP by two people, and what it changes on two nodes. */
class ContentsDoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller system;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller security;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller audit;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        doors = Doors.open(Doors.GOOD, "1000/s", Doors.client("centre", "review", "") + Doors.WITH_CALLS, 2);
        system = doors.person(folder, "xi", Role.SYSTEM, null);
        security = doors.person(folder, "an", Role.SECURITY, null);
        audit = doors.person(folder, "ji", Role.AUDIT, null);
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static Caller.Answer proposed(String kind, String name, @Nullable String text) {
        return Doors.proposed(system, kind, name, text);
    }

    private static JsonNode published(String kind, String name, @Nullable String text) {
        Caller.Answer done = Doors.published(system, security, kind, name, text);
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        return done.json();
    }

    /** A message that is submitted to the second node takes that many segments. */
    private static void takes(int segments, String ref, String phone) {
        long before = doors.carrier().counts().submits();
        Caller watchman = doors.as("watchman", 1);
        String batch = watchman.taken(ref, "{\"ref\":\"" + ref + "\",\"phone\":\"" + phone + "\",\"name\":\"张三\"}");
        Doors.done(watchman, batch);
        await().atMost(Doors.PATIENCE).until(() -> doors.carrier().counts().submits() == before + segments);
    }

    @Test
    void a_text_that_was_approved_is_sent_by_every_node_until_it_is_taken_back() {
        takes(1, "before", "13800137901");
        Caller.Answer made = proposed("template", "fraud-sms", "{signature}{name}您好。" + "请勿转账。".repeat(30));
        assertThat(Doors.approved(system, made.json(), "").problem()).isEqualTo("role-forbidden");
        JsonNode waits = security.get("/v1/proposals?state=open").json().at("/items/0");
        assertThat(waits.path("before").asText()).contains("您可能正在遭遇");
        assertThat(waits.path("against").asInt()).isZero();
        JsonNode other = JSON.createObjectNode().put("id", waits.path("id").asText())
                .put("sha256", waits.path("sha256").asText()).put("against", 1);
        Caller.Answer stale = Doors.approved(security, other, "");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("compared with version 1", "version 0, which holds now");
        JsonNode done = Doors.approved(security, waits, "ok").json();
        assertThat(done.path("version").asInt()).isEqualTo(1);
        assertThat(done.path("sha256").asText()).hasSize(64);
        await().atMost(Doors.PATIENCE).until(() -> messages(1).contains("请勿转账。请勿转账。"));
        takes(3, "changed", "13800137902");

        published("template", "fraud-sms", null);
        await().atMost(Doors.PATIENCE).until(() -> !messages(1).contains("请勿转账。请勿转账。"));
        takes(1, "back", "13800137903");
        JsonNode history = system.get("/v1/contents/template/fraud-sms").json();
        assertThat(history.path("source").asText()).isEqualTo("file");
        assertThat(history.path("versions").findValuesAsText("version")).containsExactly("2", "1");
        assertThat(audit.get("/v1/audit").text()).contains("content.propose", "content.approve", "sha256 ");
    }

    /** A case that the second node gave to the key: its address, and the token. */
    private static String claimed(String phone) {
        Caller centre = doors.as("centre", 1);
        String id = centre.post("/v1/review/cases",
                "{\"phone\":\"" + phone + "\",\"grade\":\"high\",\"reason\":\"x\"}").json().path("id").asText();
        return "/v1/review/cases/" + id + "#" + centre.post("/v1/review/cases/" + id + "/claim", "").json()
                .path("token").asText();
    }

    private static Caller.Answer disposed(String claimed, String disposition, int version) {
        return act(claimed, "disposition",
                JSON.createObjectNode().put("disposition", disposition).put("version", version));
    }

    private static Caller.Answer act(String claimed, String what, ObjectNode body) {
        int end = claimed.indexOf('#');
        return doors.as("centre", 1).post(claimed.substring(0, end) + "/" + what,
                body.put("token", claimed.substring(end + 1)).toString());
    }

    @Test
    void a_message_is_sent_as_it_was_seen_or_not_at_all() {
        String seen = messages(1, "sha256");
        published("template", "fraud-sms", "{signature}{name}您好，另一段文字。");
        await().atMost(Doors.PATIENCE).until(() -> !messages(1, "sha256").equals(seen));
        String held = claimed("13800137920");
        long before = doors.carrier().counts().submits();
        Caller.Answer refused = act(held, "sms",
                JSON.createObjectNode().put("message", "fraud-sms").put("sha256", seen));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("changed since it was seen");
        assertThat(act(held, "sms", JSON.createObjectNode().put("message", "fraud-sms").put("sha256",
                messages(1, "sha256"))).status()).isEqualTo(200);
        await().atMost(Doors.PATIENCE).until(() -> doors.carrier().counts().submits() == before + 1);
        published("template", "fraud-sms", null);
        await().atMost(Doors.PATIENCE).until(() -> messages(1, "sha256").equals(seen));
    }

    /** A field of the first message that reviewers can send. */
    private static String messages(int node, String field) {
        return doors.as("centre", node).get("/v1/review/dictionary").json().at("/messages/0/" + field).asText();
    }

    private static String messages(int node) {
        return doors.as("centre", node).get("/v1/review/dictionary").json().path("messages").toString();
    }

    @Test
    void scripts_and_dispositions_hold_on_every_node_and_old_cases_say_what_was_meant() {
        String id = doors.as("centre").post("/v1/review/cases",
                "{\"phone\":\"13800137910\",\"grade\":\"high\",\"reason\":\"x\"}").json().path("id").asText();
        String token = doors.as("centre").post("/v1/review/cases/" + id + "/claim", "").json().path("token").asText();
        doors.as("centre").post("/v1/review/cases/" + id + "/disposition",
                "{\"token\":\"" + token + "\",\"disposition\":\"false-alarm\"}");
        String words = doors.as("centre", 1).get("/v1/review/dictionary").json().path("words").asText();
        JsonNode before = system.get("/v1/contents/dispositions/review").json();
        assertThat(before.path("text").asText()).startsWith("version: 1\n");

        String same = before.path("text").asText().replace("误报", "误判");
        assertThat(proposed("dispositions", "review", same).text()).contains("used with other dispositions");
        published("dispositions", "review", same.replace("version: 1", "version: 2"));
        published("script", "lottery", "match: [中奖]\nzh: 中奖\nen: Lottery\nsay: { zh: [没有中奖] }\n");
        await().atMost(Doors.PATIENCE).until(
                () -> doors.as("centre", 1).get("/v1/review/dictionary").json().at("/scripts/0/name").asText()
                        .equals("lottery"));
        await().atMost(Doors.PATIENCE).until(
                () -> doors.as("centre", 1).get("/v1/review/dictionary").json().path("version").asInt() == 2);
        JsonNode now = doors.as("centre", 1).get("/v1/review/dictionary").json();
        assertThat(now.path("version").asInt()).isEqualTo(2);
        JsonNode summary = doors.as("centre", 1).get("/v1/review/summary").json();
        assertThat(summary.path("words").asText()).isEqualTo(now.path("words").asText()).isNotEqualTo(words);
        assertThat(now.path("dispositions").toString()).contains("误判").doesNotContain("误报");
        JsonNode old = doors.as("centre", 1).get("/v1/review/cases/" + id).json();
        assertThat(old.at("/disposition/zh").asText()).isEqualTo("误报");
        assertThat(old.at("/disposition/version").asInt()).isEqualTo(1);
        String late = claimed("13800137911");
        Caller.Answer other = disposed(late, "false-alarm", 1);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("got false-alarm of version 1", "version 2, which holds now");
        assertThat(disposed(late, "dissuaded", 1).json().at("/disposition/version").asInt())
                .as("it means the same").isEqualTo(2);
        assertThat(disposed(claimed("13800137912"), "false-alarm", 2).status()).isEqualTo(200);
    }

    @Test
    void what_cannot_be_is_told_before_and_is_not_proposed() {
        JsonNode checked = system.post("/v1/contents/check",
                "{\"kind\":\"template\",\"name\":\"fraud-sms\",\"text\":\"{oops\"}").json();
        assertThat(checked.path("problems").toString()).contains("braces");
        assertThat(proposed("template", "fraud-sms", "{oops").problem()).isEqualTo("bad-parameter");
        assertThat(proposed("template", "no-such", "text").text()).contains("nothing would use another");
        assertThat(proposed("script", "a", "zh: 甲\nsay: { zh: [乙] }").text()).contains("en: missing");
        assertThat(proposed("letter", "a", "text").text()).contains("expected one of template");
        assertThat(security.post("/v1/proposals/p999/refuse", "{}").status()).isEqualTo(404);
        assertThat(security.get("/v1/contents/template/no-such").status()).isEqualTo(404);
    }

    @Test
    void what_is_proposed_reads_no_file_and_no_variable_of_the_machine(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("store.key"), "s3cret");
        String dialog = system.get("/v1/contents/dialog/fraud-warning").json().path("text").asText();
        for (String reference : List.of("${file:" + secret + "}", "${PATH}")) {
            Map<String, String> texts = Map.of(
                    "script a", "match: [x]\nzh: \"" + reference + "\"\nen: A\nsay: { zh: [甲] }\n",
                    "dispositions review", "version: 9\ndispositions: { a: { zh: \"" + reference + "\", en: A } }\n",
                    "dialog fraud-warning", dialog.replace("language: zh-CN", "language: \"" + reference + "\""));
            texts.forEach((content, text) -> {
                String kind = content.substring(0, content.indexOf(' '));
                String name = content.substring(content.indexOf(' ') + 1);
                Caller.Answer checked = system.post("/v1/contents/check", JSON.createObjectNode().put("kind", kind)
                        .put("name", name).put("text", text).toString());
                assertThat(checked.json().path("problems").toString()).as(content).contains("got a ${");
                Caller.Answer made = proposed(kind, name, text);
                assertThat(made.problem()).as(made.toString()).isEqualTo("bad-parameter");
                Caller.Answer tried = tried(text, List.of());
                assertThat(tried.json().path("problems").toString()).as(content).isNotEqualTo("[]");
                assertThat(checked.text() + made.text() + tried.text()).doesNotContain("s3cret");
            });
        }
    }

    /**
     * What is wrong with the dialog, which says the version that new calls begin with on the first
     * node.
     */
    private static String problems(String dialog) {
        return system.post("/v1/contents/check", JSON.createObjectNode().put("kind", "dialog")
                .put("name", "fraud-warning").put("text", dialog).toString()).json().path("problems").toString();
    }

    @Test
    void a_dialog_that_was_approved_is_what_new_calls_begin_with_until_it_is_taken_back() {
        String own = system.get("/v1/contents/dialog/fraud-warning").json().path("text").asText();
        assertThat(problems(own)).isEqualTo("[]");
        assertThat(problems(own.replace("反诈中心", "反诈骗中心"))).contains("published with other content");
        for (int version = 2; version <= 8; version++) {
            String next = own.replace("version: 1", "version: " + version).replace("反诈中心", "反诈骗中心");
            assertThat(published("dialog", "fraud-warning", next).path("version").asInt()).isEqualTo(version - 1);
            assertThat(problems(own)).contains("got 1, expected one after " + version);
        }
        JsonNode holds = system.get("/v1/contents/dialog/fraud-warning").json();
        assertThat(holds.path("source").asText()).isEqualTo("published");
        assertThat(holds.path("text").asText()).contains("version: 8");
        published("dialog", "fraud-warning", null);
        assertThat(problems(own)).as("new calls begin with the file's again").isEqualTo("[]");
        assertThat(problems(own.replace("version: 1", "version: 2"))).contains("published with other content");
        assertThat(system.get("/v1/contents/dialog/fraud-warning").json().path("text").asText()).isEqualTo(own);
    }

    private static Caller.Answer tried(String text, List<String> answers) {
        ObjectNode body = JSON.createObjectNode().put("text", text);
        answers.forEach(body.putArray("answers")::add);
        return security.post("/v1/contents/rehearsal", body.toString());
    }

    @Test
    void a_dialog_is_tried_out_step_by_step_and_nobody_is_called() {
        String own = system.get("/v1/contents/dialog/fraud-warning").json().path("text").asText()
                .replace("反诈中心", "反诈骗中心");
        JsonNode begun = tried(own, List.of()).json();
        assertThat(begun.at("/steps/0/what").asText()).isEqualTo("says");
        assertThat(begun.at("/steps/0/text").asText()).contains("这里是本地反诈骗中心");
        assertThat(begun.path("waits").asText()).isEqualTo("answer");
        assertThat(begun.path("ending").isNull()).isTrue();
        JsonNode flagged = tried(own, List.of("1", "还没有", "9")).json();
        assertThat(flagged.at("/ending/outcome").asText()).isEqualTo("victim-suspected");
        assertThat(flagged.path("steps").findValuesAsText("what")).contains("flags", "answered", "hangs-up")
                .endsWith("ends");
        assertThat(tried(own, List.of("0")).json().path("waits").asText()).isEqualTo("transfer");
        assertThat(tried(own, List.of("0", "answered")).json().at("/ending/outcome").asText()).isEqualTo("transferred");
        assertThat(tried(own, List.of("silence", "silence")).json().at("/ending/outcome").asText())
                .isEqualTo("no-response");
        assertThat(tried(own, List.of("hang-up")).json().at("/ending/how").asText()).isEqualTo("hung-up");
        assertThat(tried("dialog: [", List.of()).json().path("problems").toString()).contains("not YAML");
        assertThat(tried(own, Collections.nCopies(61, "1")).problem()).isEqualTo("bad-parameter");
        assertThat(tried(own, List.of("x".repeat(41))).problem()).isEqualTo("bad-parameter");
    }

    @Test
    void proposals_are_read_page_by_page() {
        for (String name : List.of("page-a", "page-b", "page-c")) {
            assertThat(proposed("script", name, "zh: 甲\nen: A\nmatch: [x]\nsay: { zh: [乙] }\n").status())
                    .isEqualTo(201);
        }
        JsonNode first = system.get("/v1/proposals?state=open&limit=2").json();
        assertThat(first.path("items").findValuesAsText("name")).containsExactly("page-c", "page-b");
        String next = first.path("next").asText();
        JsonNode second = system.get("/v1/proposals?state=open&limit=2&cursor=" + next).json();
        assertThat(second.path("items").findValuesAsText("name")).containsExactly("page-a");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(system.get("/v1/proposals?limit=2&cursor=" + next).problem()).isEqualTo("bad-parameter");
        assertThat(system.get("/v1/proposals?state=new").problem()).isEqualTo("bad-parameter");
        Stream.concat(first.path("items").valueStream(), second.path("items").valueStream()).forEach(
                each -> system.post("/v1/proposals/" + each.path("id").asText() + "/retract", ""));
        assertThat(system.get("/v1/proposals?state=open").json().path("items").size()).isZero();
        assertThat(system.get("/v1/proposals?state=decided&limit=1").json().at("/items/0/state").asText())
                .isEqualTo("retracted");
    }

    /** As two people of another version of the program would, for whom nothing is wrong. */
    private static void publishedElsewhere(ContentName of, @Nullable String text) {
        try (Redis redis = doors.redis().connect()) {
            Contents elsewhere = new Contents(doors.proposals(redis), new Lenient(), Clock.systemUTC(), _ -> {
            });
            Proposal made = elsewhere.propose(of, text, "because", "xi");
            Proposal holding = Contents.latest(elsewhere.all()).get(of);
            elsewhere.approve(made, new Proposal.Seen(text == null ? null : made.sha256(),
                    holding == null ? 0 : holding.verdict().version()), "an", "");
        }
    }

    private static final class Lenient implements ContentRules {
        @Override
        public Map<ContentName, String> base() {
            return Map.of();
        }

        @Override
        public List<String> check(ContentName of, String text) {
            return List.of();
        }
    }

    private static String unusable(int node) {
        return doors.as("", node).get("/metrics").text().lines()
                .filter(line -> line.startsWith("tocsin_contents_unusable{kind=\"script\"")).findFirst().orElse("none");
    }

    @Test
    void what_a_node_cannot_use_holds_up_nothing_else_and_is_counted() {
        ContentName broken = new ContentName(ContentName.Kind.SCRIPT, "broken");
        publishedElsewhere(broken, "zh: [");
        publishedElsewhere(new ContentName(ContentName.Kind.SCRIPT, "sound"),
                "zh: 好\nen: Sound\nmatch: [好]\nsay: { zh: [好] }\n");
        int late = doors.join();
        assertThat(unusable(late)).as("a node that starts now").endsWith(" 1.0");
        for (int node : List.of(1, late)) {
            await().atMost(Doors.PATIENCE).until(() -> doors.as("centre", node).get("/v1/review/dictionary").json()
                    .path("scripts").findValuesAsText("name").contains("sound"));
            await().atMost(Doors.PATIENCE).until(() -> unusable(node).endsWith(" 1.0"));
        }
        publishedElsewhere(broken, null);
        await().atMost(Doors.PATIENCE).until(() -> unusable(1).endsWith(" 0.0"));
    }
}
