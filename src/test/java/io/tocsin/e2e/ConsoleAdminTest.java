package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is done to numbers, keys and accounts in a real browser, each through to what it changes.
 */
class ConsoleAdminTest extends ConsoleRig {
    @BeforeAll
    static void start() {
        start("");
    }

    private static boolean stopped(String phone) {
        return doors.as("operator").post("/v1/stop-list/lookup", "{\"phone\":\"" + phone + "\"}").json()
                .path("stopped").asBoolean();
    }

    /** Presses a button that asks once more by itself turning red. */
    private void surely(String label) {
        browser.button(label);
        browser.button("再按一次");
    }

    @Test
    void a_number_is_looked_up_stopped_and_allowed_again() throws IOException {
        enter("stops-1", Role.DUTY);
        browser.script("location.hash = '#/stops'");
        browser.fill("电话号码", "138 0013 8801");
        browser.button("查询");
        browser.shows(".big", "不在止呼名单上");
        browser.fill("原因", "本人来电要求");
        browser.button("加入止呼名单");
        browser.shows(".toasts", "已加入止呼名单");
        browser.shows(".big", "本人来电要求");
        assertThat(stopped("13800138801")).isTrue();
        String batch = doors.as("watchman").taken("stopped",
                "{\"ref\":\"stopped-1\",\"phone\":\"13800138801\",\"name\":\"张三\"}\n");
        assertThat(Doors.done(doors.as("watchman"), batch).path("suppressed").asInt()).isEqualTo(1);
        browser.button("移出止呼名单");
        browser.shows(".toasts", "已移出止呼名单");
        browser.shows(".big", "不在止呼名单上");
        assertThat(stopped("13800138801")).isFalse();
    }

    @Test
    void the_warnings_of_a_number_are_found_and_the_number_stands_in_no_address() throws IOException {
        String batch = doors.as("watchman").taken("found",
                "{\"ref\":\"found-1\",\"phone\":\"13800138811\",\"name\":\"李四\"}\n");
        Doors.done(doors.as("watchman"), batch);
        enter("find-1", Role.SUBMITTER);
        browser.find("#wanted").sendKeys("13800138811");
        browser.button("查找");
        browser.shows(".foundlist", "found-1");
        browser.click(".foundlist button");
        browser.shows(".history", "已接收预警");
        assertThat(String.valueOf(browser.script("return location.href + JSON.stringify(performance.getEntries())"
                + " + JSON.stringify({ ...localStorage, ...sessionStorage })"))).doesNotContain("13800138811");
        assertThat(doors.person(folder, "find-audit", Role.AUDIT).get("/v1/audit").text())
                .contains("\"who\":\"find-1\"", "\"act\":\"warning.lookup\",\"subject\":\"138****8811\"")
                .doesNotContain("13800138811");
        browser.find("#wanted").clear();
        browser.find("#wanted").sendKeys("13800138812");
        browser.button("查找");
        browser.find(".page .empty");
    }

    @Test
    void a_key_is_made_by_one_approved_by_another_works_and_is_taken_back() throws IOException {
        enter("key-an", Role.SECURITY);
        browser.script("location.hash = '#/keys'");
        browser.fill("上游系统", "city-desk");
        browser.fill("用途", "联调");
        browser.fill("有效天数", "30");
        browser.button("签发");
        String key = browser.text(".once code");
        assertThat(key).startsWith("tk_");
        browser.shows("tbody", "待系统管理员批准");
        assertThat(doors.by(key, 0).get("/v1/batches").status()).as("not yet").isEqualTo(401);
        browser.button("抄录");
        browser.lacks(".once");

        enter("key-xi", Role.SYSTEM);
        browser.script("location.hash = '#/keys'");
        browser.shows("tbody", "city-desk");
        assertThat(browser.count("form input")).as("who approves makes none").isZero();
        surely("批准");
        browser.shows(".toasts", "已批准");
        browser.shows("tbody", "有效");
        assertThat(doors.by(key, 0).get("/v1/batches").status()).isEqualTo(200);

        enter("key-an-2", Role.SECURITY);
        browser.script("location.hash = '#/keys'");
        browser.shows("tbody", "city-desk");
        surely("吊销");
        browser.shows("tbody", "已吊销");
        assertThat(doors.by(key, 0).get("/v1/batches").status()).isEqualTo(401);
        assertThat(browser.text("body")).as("told once").doesNotContain(key);
    }

    @Test
    void an_account_that_is_disabled_is_out_at_once_and_let_in_again() throws IOException {
        Caller wang = doors.person(folder, "wang-out", Role.REVIEWER);
        assertThat(wang.get("/v1/session").status()).isEqualTo(200);
        enter("user-xi", Role.SYSTEM);
        browser.shows("tbody", "wang-out");
        String row = "[...document.querySelectorAll('tbody tr')].find(r => r.textContent.includes('wang-out'))";
        String press = row + ".querySelector('button').click()";
        browser.script(press);
        browser.until("asked", () -> String.valueOf(browser.script("return " + row + ".textContent")).contains("再按一次"));
        assertThat(wang.get("/v1/session").status()).as("asked first").isEqualTo(200);
        browser.script(press);
        browser.shows(".toasts", "已停用");
        assertThat(wang.get("/v1/session").status()).isEqualTo(401);
        browser.until("disabled",
                () -> String.valueOf(browser.script("return " + row + ".textContent")).contains("启用"));
        browser.script(press);
        browser.until("enabled", () -> String.valueOf(browser.script("return " + row + ".textContent")).contains("停用"));
        assertThat(wang.get("/v1/session").status()).as("the old session is over").isEqualTo(401);
    }

    @Test
    void the_audit_log_of_earlier_days_and_as_a_file_is_a_click_away() throws IOException {
        Caller operator = doors.as("operator");
        for (int i = 0; i < 310; i++) {
            operator.post("/v1/stop-list/lookup", "{\"phone\":\"13800138820\"}");
        }
        enter("audit-2", Role.AUDIT);
        browser.shows("tbody", "138****8820");
        int shown = browser.count("tbody tr");
        assertThat(shown).isLessThanOrEqualTo(301);
        browser.button("更早");
        browser.until("more", () -> browser.count("tbody tr") > shown);
        List<String> numbers = List.of(String.valueOf(browser.script(
                "return [...document.querySelectorAll('tbody tr')].map(r => r.cells[0].textContent).join()"))
                .split(",", -1));
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(numbers.getLast()).as("the first entry there is").isEqualTo("1");
        String file = String.valueOf(browser.later("""
                const done = arguments[arguments.length - 1];
                const link = document.querySelector('a[download]');
                fetch(link.href).then(answer => answer.text()).then(done);"""));
        String last = file.lines().toList().getLast();
        assertThat(last).contains("\"who\":\"audit-2\"");
        assertThat(file.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(100_000);
    }
}
