package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import io.tocsin.review.item.CaseId;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The workbench and the supervisor's page on a wired gateway with its real queue. */
class ConsoleQueueTest extends ConsoleRig {
    private static final String WORK = ".case:not(.preview) .casehead";

    @BeforeAll
    static void start() {
        start(Doors.client("desk", "review", ""));
    }

    /** Opens a case as upstream does; its id. */
    private static String flag(int number, String grade, String name) {
        Caller.Answer answer = doors.as("desk").post("/v1/review/cases",
                "{\"phone\":\"1380013" + number + "\",\"grade\":\"" + grade + "\",\"name\":\"" + name
                        + "\",\"fraudType\":\"刷单返利\",\"reason\":\"通话中表示已经转账\",\"unit\":\"呼伦贝尔/海拉尔\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    private static String state(String id) {
        return doors.as("desk").get("/v1/review/cases/" + id).json().path("state").asText();
    }

    private static int done() {
        return doors.as("desk").get("/v1/review/summary").json().path("done").asInt();
    }

    private void becomes(String id, String state) {
        browser.until(id + " " + state, () -> state(id).equals(state));
    }

    @Test
    void twenty_cases_are_worked_by_keyboard() throws IOException {
        List<String> all = new ArrayList<>();
        int earlier = done();
        for (int i = 0; i < 20; i++) {
            all.add("1380013" + (8100 + i));
            flag(8100 + i, i % 4 == 0 ? "urgent" : "high", "张" + i);
        }
        enter("reviewer-1", Role.REVIEWER);
        browser.shows(".lines", "张0");
        browser.press("n");
        String before = "";
        for (int i = 0; i < 20; i++) {
            String last = before;
            browser.until("case " + i, () -> !browser.text(WORK + " h1").equals(last));
            before = browser.text(WORK + " h1");
            if (i == 3) {
                browser.press("v");
                browser.shows(".bigphone", "1380013");
                browser.picture("queue-case");
            }
            if (i == 5) {
                browser.press("m");
                browser.shows(".smstext", "您可能正在遭遇刷单返利诈骗");
                browser.picture("queue-sms");
                browser.press(Keys.ENTER);
                browser.shows(".toasts", "短信已发给 " + before);
                browser.shows(".history", "发送短信");
            }
            if (i % 5 == 4) {
                browser.press("b");
                browser.press("已核实", Keys.ESCAPE);
            }
            browser.press(i % 2 == 0 ? "1" : "8");
            browser.find(".outcome[aria-pressed='true']");
            if (i % 3 == 0) {
                browser.press(Keys.ENTER);
            } else {
                browser.control(Keys.ENTER);
            }
        }
        browser.until("all done", () -> done() == earlier + 20);
        browser.until("one message", () -> doors.carrier().submits(all).stream().mapToInt(n -> n).sum() == 1);
        browser.shows(".count.all", "无遗漏");
        browser.picture("queue-empty");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void an_open_workbench_takes_up_other_dispositions_and_asks_again_for_what_means_another_thing()
            throws IOException {
        Caller system = doors.person(folder, "xi", Role.SYSTEM, null);
        Caller security = doors.person(folder, "an", Role.SECURITY, null);
        String id = flag(8400, "urgent", "赵六");
        enter("reviewer-9", Role.REVIEWER);
        browser.shows(".lines", "赵六");
        browser.click("#row-" + id);
        browser.press(Keys.ENTER);
        browser.shows(WORK, "赵六");
        browser.press("8");
        browser.shows(".outcome[aria-pressed='true']", "误报");
        String own = system.get("/v1/contents/dispositions/review").json().path("text").asText();
        assertThat(Doors.published(system, security, "dispositions", "review",
                own.replace("version: 1", "version: 2").replace("误报", "误判")).status()).isEqualTo(200);
        browser.shows(".toasts", "请为赵六重新选择");
        browser.shows(".outcomes", "误判");
        browser.lacks(".outcome[aria-pressed='true']");
        browser.press("8");
        browser.shows(".outcome[aria-pressed='true']", "误判");
        browser.control(Keys.ENTER);
        becomes(id, "done");
        assertThat(doors.as("desk").get("/v1/review/cases/" + id).json().at("/disposition/version").asInt())
                .isEqualTo(2);
        Doors.published(system, security, "dispositions", "review", null);
    }

    @Test
    void an_act_is_undone_and_a_case_of_two_people_is_told_to_the_second() throws IOException {
        String id = flag(8200, "urgent", "李四");
        enter("reviewer-2", Role.REVIEWER);
        browser.shows(".lines", "李四");
        browser.press("n");
        browser.shows(WORK, "李四");
        browser.press("b");
        browser.press("家属在场", Keys.ESCAPE);
        browser.press("2");
        browser.find(".outcome[aria-pressed='true']");
        browser.press(Keys.ENTER);
        becomes(id, "snoozed");
        browser.press("z");
        browser.shows(WORK, "李四");
        becomes(id, "leased");
        assertThat(browser.find("textarea").getDomProperty("value")).isEqualTo("家属在场");
        Caller other = doors.person(folder, "supervisor-2", Role.SUPERVISOR);
        assertThat(other.post("/v1/review/cases/" + id + "/reassign", "{\"to\":\"supervisor-2\"}").status())
                .isEqualTo(200);
        browser.press("1");
        browser.click("input[name='saved']");
        browser.press("820", Keys.ESCAPE);
        browser.press(Keys.ENTER);
        browser.shows(".refused", "supervisor-2");
        browser.shows(".refused .kept", "已劝阻；止损金额（元） 820；家属在场");
        browser.picture("queue-refused");
    }

    @Test
    void who_escalates_finds_the_station_of_the_persons_own_unit() throws IOException {
        String id = doors.as("desk").post("/v1/review/cases", "{\"phone\":\"13800138600\",\"grade\":\"urgent\","
                + "\"name\":\"周八\",\"fraudType\":\"刷单返利\",\"reason\":\"要求见面\",\"unit\":\"呼伦贝尔/海拉尔/胜利派出所\"}")
                .json().path("id").asText();
        browser.enter(doors.httpPort(), doors.person(folder, "reviewer-6", Role.REVIEWER).cookie());
        browser.shows(".lines", "周八");
        browser.click("#row-" + id);
        browser.press(Keys.ENTER);
        browser.shows(WORK, "胜利派出所");
        browser.press("e");
        assertThat(browser.find("input[name='station']").getDomProperty("value")).isEqualTo("胜利派出所");
        browser.control(Keys.ENTER);
        becomes(id, "escalated");
    }

    private void unlock() {
        browser.shows(".door", "屏幕已锁定");
        browser.until("where the password goes",
                () -> Boolean.TRUE.equals(browser.script("return document.activeElement.type === 'password'")));
        browser.press("Correct-Horse-7", Keys.ENTER);
    }

    /** As at lunch: the gateway locks all sessions, and the lease of the case is over. */
    private static void everybodyIsAwayFromTheDesk(String id) {
        CaseId of = CaseId.parse(id).orElseThrow();
        try (Redis redis = doors.redis().connect()) {
            for (Object key : Reply.list(redis.call("KEYS", "login:*"))) {
                redis.call("HSET", Reply.text(key), "seen", 1);
            }
            redis.call("HSET", "{" + of.partition() + "}k:" + of.number(), "l", 1);
            redis.call("ZADD", "{" + of.partition() + "}kl", "XX", 1, of.number());
        }
    }

    @Test
    void a_session_that_is_locked_amid_a_case_loses_nothing_of_what_was_chosen_and_typed() throws IOException {
        String id = flag(8500, "urgent", "孙七");
        browser.enter(doors.httpPort(), doors.person(folder, "reviewer-5", Role.REVIEWER).cookie());
        browser.shows(".lines", "孙七");
        browser.click("#row-" + id);
        browser.press(Keys.ENTER);
        browser.shows(WORK, "孙七");
        browser.press("1");
        browser.shows(".outcome[aria-pressed='true']", "已劝阻");
        browser.click("input[name='saved']");
        browser.press("5,000", Keys.ESCAPE);
        browser.press("b");
        browser.press("正要转账，家属在场", Keys.ESCAPE);
        browser.find(".savedat:not(:empty)");
        everybodyIsAwayFromTheDesk(id);
        becomes(id, "open");
        // Whatever the page asks for next is answered that the session is locked; this is, if nothing else
        // is.
        browser.script("document.querySelector('textarea').dispatchEvent(new Event('input'))");
        unlock();
        browser.shows(WORK, "孙七");
        becomes(id, "leased");
        assertThat(browser.find("textarea").getDomProperty("value")).isEqualTo("正要转账，家属在场");
        assertThat(browser.find("input[name='saved']").getDomProperty("value")).isEqualTo("5,000");
        browser.shows(".outcome[aria-pressed='true']", "已劝阻");
        browser.lacks(".lostbar");
        browser.control(Keys.ENTER);
        becomes(id, "done");
        JsonNode given = doors.as("desk").get("/v1/review/cases/" + id).json().path("disposition");
        assertThat(given.path("note").asText()).isEqualTo("正要转账，家属在场");
        assertThat(given.path("amountSaved").asDouble()).isEqualTo(5000);
    }

    @Test
    void what_somebody_else_left_in_a_case_meanwhile_is_not_written_over() throws IOException {
        String id = flag(8690, "urgent", "周八");
        enter("reviewer-10", Role.REVIEWER);
        browser.shows(".lines", "周八");
        browser.click("#row-" + id);
        browser.press(Keys.ENTER);
        browser.shows(WORK, "周八");
        browser.press("b");
        browser.press("无人接听", Keys.ESCAPE);
        browser.find(".savedat:not(:empty)");
        everybodyIsAwayFromTheDesk(id);
        becomes(id, "open");
        Caller other = doors.person(folder, "reviewer-11", Role.REVIEWER);
        String path = "/v1/review/cases/" + id;
        String token = other.post(path + "/claim", "{}").json().path("token").asText();
        assertThat(other.post(path + "/note", "{\"token\":\"" + token + "\",\"note\":\"已转 20 万\"}").status())
                .isEqualTo(200);
        assertThat(other.post(path + "/release", "{\"token\":\"" + token + "\"}").status()).isEqualTo(200);
        browser.script("document.querySelector('textarea').dispatchEvent(new Event('input'))");
        unlock();
        browser.shows(WORK, "周八");
        becomes(id, "leased");
        browser.until("both notes", () -> "已转 20 万\n无人接听".equals(browser.find("textarea").getDomProperty("value")));
        browser.press("8");
        browser.control(Keys.ENTER);
        browser.until("no longer here", () -> !"leased".equals(state(id)));
    }

    @Test
    void a_supervisor_sees_who_works_gives_cases_away_and_reads_the_report() throws IOException {
        String id = flag(8300, "high", "王五");
        doors.person(folder, "reviewer-3", Role.REVIEWER).get("/v1/review/summary");
        enter("supervisor-3", Role.SUPERVISOR);
        browser.script("location.hash = '#/lead'");
        browser.shows(".counts", "全部复核");
        browser.script("const list = document.querySelector('.lead select'); list.value = 'open';"
                + " list.dispatchEvent(new Event('change'))");
        browser.shows("tbody", "王五");
        browser.click("input[aria-label='选择 王五']");
        browser.button("转派选中的");
        browser.shows(".toasts", "已转派 1 单");
        browser.button("报表");
        browser.shows(".report", "劝阻率");
        browser.dark(true);
        browser.picture("lead-report-dark");
        assertThat(browser.faults()).isEmpty();
        browser.dark(false);
        browser.button("质量抽查");
        browser.click(".stack .primary");
        browser.button("超时与转派");
        browser.size(1920, 1080);
        browser.picture("lead-1920");
        assertThat(browser.faults()).isEmpty();
        assertThat(state(id)).isEqualTo("open");
    }
}
