package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.openqa.selenium.Keys.ENTER;
import static org.openqa.selenium.Keys.ESCAPE;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import io.tocsin.fault.FaultProxy;
import io.tocsin.fault.FaultProxy.Line;
import io.tocsin.review.item.CaseId;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The workbench while the gateway is stopped and started again beneath it, and where a case is
 * lost.
 */
class ConsoleOutageTest extends ConsoleRig {
    private static final String WORK = ".case:not(.preview) .casehead";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Where browsers find the gateway, whichever port it has now. */
    @SuppressWarnings("NullAway.Init") // set before each test
    private FaultProxy line;

    @BeforeAll
    static void start() {
        start(Doors.client("desk", "review", ""));
    }

    @BeforeEach
    void lead() throws IOException {
        line = new FaultProxy(doors.httpPort(), Line.GOOD);
    }

    @AfterEach
    void cut() throws IOException {
        line.close();
    }

    private static String flag(String phone, String grade, String name) {
        return doors.as("desk").post("/v1/review/cases", "{\"phone\":\"" + phone + "\",\"grade\":\"" + grade
                + "\",\"name\":\"" + name + "\",\"fraudType\":\"刷单返利\",\"reason\":\"已经转账\"}").json().path("id")
                .asText();
    }

    private static JsonNode item(String id) {
        return doors.as("desk").get("/v1/review/cases/" + id).json();
    }

    private void becomes(String id, String state) {
        browser.until(id + " " + state, () -> item(id).path("state").asText().equals(state));
    }

    private Object note() {
        return Objects.requireNonNull(browser.find("textarea").getDomProperty("value"));
    }

    /** Somebody at work: one case with its outcome chosen, the next one at hand. */
    private void atWork(String who, String first, String second, String ahead) throws IOException {
        browser.enter(line.port(), doors.person(folder, who, Role.REVIEWER).cookie());
        browser.shows(".lines", second);
        browser.press("n");
        browser.shows(WORK + " h1", first);
        browser.press("8", "b");
        browser.press("接通了");
        browser.find(".savedat:not(:empty)");
        becomes(ahead, "leased");
    }

    /** The gateway goes; what was begun is written to its end and sent, and the next case begun. */
    private void goesOnWithout(String first, String second) {
        doors.leave();
        browser.press("，断线时写的");
        browser.control(ENTER);
        browser.shows(".net.off", "1 项待发送");
        browser.shows(WORK + " h1", second);
        browser.press("b");
        browser.press("第二单");
        browser.picture("outage");
        assertThat(note()).isEqualTo("第二单");
        assertThat(first).isNotEqualTo(second);
    }

    private void comesBack() {
        doors.again();
        line.lead(doors.httpPort());
    }

    private void wasSentOnce(String id) {
        becomes(id, "done");
        assertThat(item(id).at("/disposition/note").asText()).isEqualTo("接通了，断线时写的");
        assertThat(item(id).path("timeline").findValuesAsText("kind")).containsOnlyOnce("closed");
    }

    @Test
    void a_gateway_that_is_started_again_loses_nothing_that_was_typed_or_pressed() throws IOException {
        outage("outage-1", "1380013910", Duration.ZERO);
    }

    @Test
    @Tag("long")
    void nor_does_one_that_was_gone_for_a_minute() throws IOException {
        outage("outage-2", "1380013920", MINUTE);
    }

    private void outage(String who, String numbers, Duration gone) throws IOException {
        String first = flag(numbers + "1", "urgent", "吴一");
        String second = flag(numbers + "2", "urgent", "吴二");
        atWork(who, "吴一", "吴二", second);
        goesOnWithout("吴一", "吴二");
        await().pollDelay(gone).atMost(gone.plus(Doors.PATIENCE)).until(() -> true);
        comesBack();
        wasSentOnce(first);
        browser.shows(".net.on", "");
        // What was typed meanwhile goes to the gateway by itself, before anything else is typed.
        browser.until("the note is there", () -> item(second).path("draft").asText().equals("第二单"));
        assertThat(note()).isEqualTo("第二单");
        assertThat(browser.count(".lostbar")).isZero();
        assertThat(browser.count(".refused")).isZero();
        browser.press("，回来了", ESCAPE);
        browser.press("8");
        browser.control(ENTER);
        becomes(second, "done");
        assertThat(item(second).at("/disposition/note").asText()).isEqualTo("第二单，回来了");
    }

    @Test
    void who_has_to_log_in_again_afterwards_finds_all_of_it_and_what_was_pressed_goes_out() throws IOException {
        String first = flag("13800139301", "urgent", "郑一");
        String second = flag("13800139302", "urgent", "郑二");
        atWork("outage-3", "郑一", "郑二", second);
        goesOnWithout("郑一", "郑二");
        try (Redis redis = doors.redis().connect()) {
            for (Object key : Reply.list(redis.call("KEYS", "login:*"))) {
                redis.call("DEL", Reply.text(key));
            }
            redis.call(Call.of("DEL", Keys.step("outage-3")));
        }
        comesBack();
        browser.shows(".door h1", "反诈预警");
        assertThat(item(first).path("state").asText()).as("nobody's without a session").isEqualTo("leased");
        browser.fill("用户名", "outage-3");
        browser.fill("密码", "Correct-Horse-7");
        browser.fill("动态验证码", doors.code("outage-3"));
        browser.press(ENTER);
        browser.shows(WORK + " h1", "郑二");
        assertThat(note()).isEqualTo("第二单");
        wasSentOnce(first);
        browser.press("8");
        browser.control(ENTER);
        becomes(second, "done");
        assertThat(item(second).at("/disposition/note").asText()).isEqualTo("第二单");
    }

    @Test
    void a_case_that_is_gone_from_the_store_stands_red_above_everything() throws IOException {
        CaseId id = CaseId.parse(flag("13800139401", "low", "王一")).orElseThrow();
        try (Redis redis = doors.redis().connect()) {
            byte[] key = Keys.reviewCase(id.partition(), id.number());
            byte[] kept = Objects.requireNonNull(Reply.bytes(redis.call(Call.of("DUMP", key))));
            redis.call(Call.of("DEL", key));
            // At its start a node looks at every case there is.
            doors.leave();
            comesBack();
            browser.enter(line.port(), doors.person(folder, "outage-4", Role.SUPERVISOR).cookie());
            browser.shows(".count.all.bad", "1 单下落不明");
            browser.script("location.hash = '#/lead'");
            browser.shows(".lead .count.all.bad", "1 单下落不明");
            browser.picture("case-lost");
            assertThat(doors.as("desk").get("/v1/review/summary").json().path("balanced").asBoolean(true)).isFalse();
            redis.call(Call.of("RESTORE", key, 0, kept));
        }
        doors.leave();
        comesBack();
        browser.shows(".lead .count.all.good", "无遗漏");
    }
}
