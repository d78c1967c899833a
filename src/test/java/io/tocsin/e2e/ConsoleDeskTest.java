package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import io.tocsin.review.item.CaseId;
import io.tocsin.store.redis.Redis;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What people write down: cases by hand, the fields of outcomes, the rates of keys. */
class ConsoleDeskTest extends ConsoleRig {
    private static final String WORK = ".case:not(.preview) .casehead";

    @BeforeAll
    static void start() {
        start(Doors.client("desk", "review", "")
                + """
                        review:
                          dictionary:
                            version: 2
                            dispositions:
                              dissuaded: { zh: 已劝阻, en: Dissuaded, key: 1, amounts: [saved] }
                              paid: { zh: 已转账被骗, en: Paid, key: 7, amounts: [saved, lost], fields: [bank, account], required: [lost, bank],
                                      labels: { bank: { zh: 涉案银行, en: Bank } } }
                              visit: { zh: 转派出所, en: To the station, effect: escalate }
                        """);
    }

    /** What is known of a number that has one case. */
    private static JsonNode only(String phone) {
        JsonNode items = doors.as("desk").post("/v1/review/lookup", "{\"phone\":\"" + phone + "\"}").json()
                .path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private void looks(String name) {
        for (boolean dark : new boolean[]{false, true}) {
            browser.dark(dark);
            browser.size(dark ? 1920 : 1366, dark ? 1080 : 768);
            browser.picture(name + (dark ? "-1920-dark" : "-1366"));
            assertThat(browser.faults()).isEmpty();
        }
        browser.dark(false);
        browser.size(1366, 768);
    }

    @Test
    void a_case_is_made_by_hand_and_a_second_one_of_the_number_joins_it() throws IOException {
        enter("reviewer-make", Role.REVIEWER);
        browser.shows(".list", "建案");
        browser.press("a");
        browser.find(".making input[name='phone']");
        browser.press("12", Keys.ENTER);
        browser.shows(".making .bad", "请填写");
        browser.press("群众来所求证，称已转账 2 万元", Keys.ENTER);
        browser.shows(".making .bad", "不是电话号码");
        looks("make");
        browser.press(Keys.BACK_SPACE, Keys.BACK_SPACE, "138 0013 9701");
        browser.find(".making input[name='name']").sendKeys("乌兰");
        browser.find(".making input[name='fraudType']").sendKeys("冒充客服");
        browser.control(Keys.ENTER);
        browser.shows(".toasts", "已建案");
        browser.lacks(".making");
        browser.shows(".case.preview", "群众来所求证");
        JsonNode made = only("13800139701");
        assertThat(made.path("grade").asText() + made.path("name").asText() + made.path("fraudType").asText())
                .isEqualTo("high乌兰冒充客服");
        assertThat(made.at("/reasons/0/kind").asText()).isEqualTo("manual");
        assertThat(made.path("unit").asText()).isEqualTo("呼伦贝尔");

        browser.press("a");
        browser.find(".making input[name='phone']").sendKeys("13800139701");
        browser.script("const grade = document.querySelector('.making select'); grade.value = 'urgent';"
                + " grade.dispatchEvent(new Event('change'))");
        browser.find(".making input[name='reason']").sendKeys("又来电话", Keys.ENTER);
        browser.shows(".toasts", "已并入");
        browser.shows(".case.preview", "又来电话");
        assertThat(only("13800139701").path("grade").asText()).isEqualTo("urgent");
        browser.press(Keys.ENTER);
        browser.shows(WORK, "乌兰");
        browser.press("a");
        browser.find(".making input[name='reason']").sendKeys("先记一半", Keys.ESCAPE);
        // As everywhere, Esc leaves the field first: nothing typed is gone by one key too many.
        assertThat(browser.find(".making input[name='reason']").getDomProperty("value")).isEqualTo("先记一半");
        browser.press(Keys.ESCAPE);
        browser.lacks(".making");
        browser.shows(WORK, "乌兰");
        assertThat(doors.person(folder, "auditor-make", Role.AUDIT).get("/v1/audit").text())
                .contains("\"act\":\"case.open\",\"subject\":\"138****9701\"").doesNotContain("13800139701");
    }

    private static String flag(String phone, String name) {
        return doors.as("desk").post("/v1/review/cases", "{\"phone\":\"" + phone + "\",\"grade\":\"urgent\",\"name\":\""
                + name + "\",\"reason\":\"已转账\",\"unit\":\"呼伦贝尔\"}").json().path("id").asText();
    }

    @Test
    void what_the_dictionary_requires_is_asked_for_and_saved_by_keyboard() throws IOException {
        String id = flag("13800139711", "苏和");
        enter("reviewer-fields", Role.REVIEWER);
        browser.shows(".lines", "苏和");
        browser.press("n");
        browser.shows(WORK, "苏和");
        browser.press("7");
        browser.shows(".extras", "损失金额（元） · 必填");
        browser.shows(".extras", "涉案银行 · 必填");
        browser.shows(".extras", "account");
        browser.control(Keys.ENTER);
        browser.shows(".extras .bad", "请填写");
        browser.press("two", Keys.ESCAPE);
        browser.control(Keys.ENTER);
        browser.until("a bad amount", () -> !browser.text(".extras .bad").contains("请填写"));
        browser.press(Keys.BACK_SPACE, Keys.BACK_SPACE, Keys.BACK_SPACE, "20,000.50", Keys.ESCAPE);
        browser.control(Keys.ENTER);
        browser.until("the bank", () -> "of-bank".equals(browser.script("return document.activeElement.name")));
        browser.press("农业银行", Keys.ESCAPE);
        looks("fields");
        browser.press("d", Keys.TAB, Keys.TAB, Keys.TAB, "6222", Keys.ESCAPE);
        browser.control(Keys.ENTER);
        browser.shows(".toasts", "已保存：苏和");
        browser.until("done", () -> doors.as("desk").get("/v1/review/cases/" + id).json().path("state").asText()
                .equals("done"));
        JsonNode verdict = doors.as("desk").get("/v1/review/cases/" + id).json().path("disposition");
        assertThat(verdict.path("amountLost").asDouble()).isEqualTo(20000.5);
        assertThat(verdict.path("fields").toString()).contains("\"bank\":\"农业银行\"", "\"account\":\"6222\"");
    }

    @Test
    void what_is_required_and_missing_is_refused_at_the_door_too() throws IOException {
        String id = flag("13800139712", "那木");
        Caller li = doors.person(folder, "reviewer-door", Role.REVIEWER);
        String token = li.post("/v1/review/cases/" + id + "/claim", "{}").json().path("token").asText();
        String paid = "{\"token\":\"" + token + "\",\"disposition\":\"paid\"";
        String to = "/v1/review/cases/" + id + "/disposition";
        for (String wrong : new String[]{"amountLost| }", "fields.bank|,\"amountLost\":0}",
                "fields.bank|,\"amountLost\":0,\"fields\":{\"bank\":\" \"}}",
                "fields.colour|,\"amountLost\":0,\"fields\":{\"bank\":\"b\",\"colour\":\"red\"}}"}) {
            String[] parts = wrong.split("\\|", 2);
            Caller.Answer answer = li.post(to, paid + parts[1]);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(parts[0]);
        }
        assertThat(li.post(to, paid + ",\"amountLost\":0,\"fields\":{\"bank\":\"b\"}}").status()).isEqualTo(200);
    }

    @Test
    void a_key_is_made_with_the_requests_a_second_that_were_agreed() throws IOException {
        enter("security-rate", Role.SECURITY);
        browser.script("location.hash = '#/keys'");
        browser.fill("上游系统", "watcher-2");
        browser.fill("每秒请求数", "20");
        browser.button("签发");
        browser.shows("tbody", "至多 20 次/秒");
        looks("keys-rate");
    }

    @Test
    void a_case_whose_supervisor_was_called_is_marked_everywhere_and_units_are_seen_as_they_are_today()
            throws IOException {
        CaseId id = CaseId.parse(flag("13800139721", "托娅")).orElseThrow();
        enter("supervisor-desk", Role.SUPERVISOR);
        browser.shows(".lines", "托娅");
        assertThat(browser.count(".alerted")).isZero();
        try (Redis redis = doors.redis().connect()) {
            redis.call("HSET", "{" + id.partition() + "}k:" + id.number(), "bt", 3, "bc", 2);
            redis.call("HSET", "{" + id.partition() + "}k:" + id.number(), "d", System.currentTimeMillis() - 460_000);
        }
        browser.script("location.reload()");
        browser.shows(".lines .alerted", "已报督导");
        browser.click("#row-" + id);
        browser.shows(".casehead .alerted", "已报督导");
        looks("alerted");
        browser.script("location.hash = '#/lead'");
        browser.shows(".lead", "各单位");
        browser.script("const list = document.querySelector('.options select'); list.value = 'open';"
                + " list.dispatchEvent(new Event('change'))");
        browser.shows("tbody .alerted", "已报督导");
        browser.button("各单位");
        browser.shows(".units", "今日劝阻");
        browser.until("the unit", () -> browser.text(".units tbody").matches("(?s).*呼伦贝尔 [0-9]+ [1-9][0-9]* .*"));
        looks("lead-units-today");
    }

    @Test
    void a_user_that_cannot_be_read_is_shown_as_damaged_and_removed_after_asking_twice() throws IOException {
        try (Redis redis = doors.redis().connect()) {
            redis.call("HSET", "users", "ghost", "1 bm90IGVuY3J5cHRlZA==");
        }
        enter("system-heal", Role.SYSTEM);
        browser.script("location.hash = '#/users'");
        browser.shows("tbody", "无法读取");
        looks("users-damaged");
        browser.button("移除");
        browser.button("再按一次");
        browser.shows(".toasts", "已移除");
        browser.until("gone", () -> !browser.text("tbody").contains("ghost"));
    }

    @Test
    void a_supervisor_sees_cases_come_without_asking() throws IOException {
        enter("supervisor-live", Role.SUPERVISOR);
        browser.script("location.hash = '#/lead'");
        browser.shows(".lead", "各单位");
        browser.script("const list = document.querySelector('.options select'); list.value = 'open';"
                + " list.dispatchEvent(new Event('change'))");
        String asked = "return performance.getEntriesByType('resource').filter(r => r.name.endsWith('/stream')).length";
        browser.until("the stream", () -> !"0".equals(String.valueOf(browser.script(asked))));
        flag("13800139731", "敖登");
        browser.shows("tbody", "敖登");
        flag("13800139732", "阿拉坦");
        browser.shows("tbody", "阿拉坦");
    }
}
