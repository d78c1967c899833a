package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import io.tocsin.console.Chromium;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The pages of everyone but reviewers, in a real browser on a wired gateway. */
class ConsoleDoorTest extends ConsoleRig {
    @BeforeAll
    static void start() {
        start(Doors.WITH_CALLS);
    }

    private void looks(String name) {
        for (boolean dark : new boolean[]{false, true}) {
            browser.dark(dark);
            browser.size(1920, 1080);
            browser.picture(name + "-1920" + (dark ? "-dark" : ""));
            browser.size(1366, 768);
            browser.picture(name + "-1366" + (dark ? "-dark" : ""));
            assertThat(browser.faults()).isEmpty();
        }
        browser.dark(false);
    }

    @Test
    void a_list_as_offices_have_it_is_looked_at_sent_and_followed() throws IOException {
        enter("submit-1", Role.SUBMITTER);
        Path list = folder.resolve("低危 8 月.csv");
        StringBuilder rows = new StringBuilder("编号,联系电话,姓名,诈骗类型,备注\r\n");
        for (int i = 0; i < 40; i++) {
            rows.append("N-").append(i).append(",1380013").append(8000 + i).append(",张三,刷单返利,\"第一行\r\n第二行\"\r\n");
        }
        Files.write(list, (rows + "N-x,12,李四,刷单返利,\r\n").getBytes(Charset.forName("GB18030")));
        browser.button("上传名单");
        browser.choose("#file", list);
        browser.shows(".facts", "共 41 行");
        browser.shows(".facts", "号码可疑 1 行");
        browser.button("试算");
        browser.shows(".page", "41 行：将接收 40，重复 0，退回 1");
        browser.shows(".page", "立即排队发送 40");
        browser.shows(".page", "138****8000");
        assertThat(doors.as("watchman").get("/v1/batches").json().toString()).doesNotContain("低危 8 月");
        looks("upload");
        browser.button("提交 41 行");
        browser.shows("h2", "已接收 40 条");
        browser.shows("button", "下载退回的 1 行");
        browser.button("查看进度");
        browser.shows(".badge", "已完成");
        browser.shows(".page", "提交 41 = 接收 40 + 重复 0 + 退回 1");
        browser.button("N-3");
        browser.shows(".history", "已接收预警");
        looks("batch");
        String batch = String.valueOf(browser.script("return location.hash.replace('#/batches/', '')"));
        String warning = doors.as("watchman").get("/v1/batches/" + batch + "/warnings?limit=1").json()
                .at("/items/0/id").asText();
        browser.control("k");
        // As it stands in a log line: the id of an attempt.
        browser.press(warning + "-1");
        browser.shows(".palette li", warning);
        browser.press(Keys.ENTER);
        browser.shows(".factlist", warning);
        browser.shows(".history", "已接收预警");
        looks("warning");
        browser.click("a[href='#/batches']");
        browser.shows("table", "低危 8 月");
        looks("batches");
    }

    @Test
    void a_batch_is_paused_resumed_and_cancelled_after_asking_twice() throws IOException {
        Caller client = doors.as("watchman");
        String batch = client
                .submit("name=held&grade=low&notBefore=" + Instant.now().plus(Duration.ofDays(1)),
                        "application/x-ndjson", "held",
                        Doors.rows("held", 3).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .json().path("id").asText();
        enter("submit-2", Role.SUBMITTER);
        browser.script("location.hash = '#/batches/" + batch + "'");
        browser.button("暂停");
        browser.shows(".badge", "已暂停");
        browser.button("继续");
        browser.shows(".badge", "执行中");
        browser.button("取消批次");
        browser.shows("button", "再按一次");
        assertThat(client.get("/v1/batches/" + batch).json().path("state").asText()).isEqualTo("running");
        browser.button("再按一次");
        browser.shows(".badge", "已取消");
    }

    @Test
    void a_text_is_changed_by_two_people_who_see_the_difference() throws IOException {
        enter("xi", Role.SYSTEM);
        browser.script("location.hash = '#/contents'");
        browser.shows("table", "短信模板");
        browser.click("button[aria-label='打开 fraud-sms']");
        browser.until("the text", () -> String
                .valueOf(browser.find("textarea[name='content']").getDomProperty("value")).contains("96110"));
        browser.script("const area = document.querySelector('textarea[name=content]');"
                + " area.value = '{signature}{name}您好，请勿转账，如有疑问请拨打96110。'; area.dispatchEvent(new Event('input'))");
        browser.shows(".diff .come", "请勿转账");
        browser.button("检查");
        browser.shows("ul.dim", "segments");
        browser.fill("理由", "更短");
        looks("contents-edit");
        browser.button("提交审批");
        browser.shows(".toasts", "等待安全管理员审批");
        browser.lacks("textarea[name='content']");
        enter("an", Role.SECURITY);
        browser.script("location.hash = '#/contents'");
        browser.shows(".diff .gone", "您可能正在遭遇");
        looks("contents-approve");
        browser.button("批准并发布");
        browser.button("再按一次");
        browser.shows(".toasts", "已发布");
        browser.shows("table", "已发布");
    }

    @Test
    void a_dialog_is_tried_out_as_it_stands_before_it_is_proposed() throws IOException {
        enter("xi-2", Role.SYSTEM);
        browser.script("location.hash = '#/contents'");
        browser.click("button[aria-label='打开 fraud-warning']");
        browser.until("the text", () -> String
                .valueOf(browser.find("textarea[name='content']").getDomProperty("value")).contains("start: greet"));
        browser.button("试拨");
        browser.shows(".talk .says", "反诈中心");
        browser.button("按 1");
        browser.shows(".talk .answered", "按 1");
        browser.shows(".talk .bad", "标记为疑似正在受骗");
        looks("contents-trial");
        browser.script("const area = document.querySelector('textarea[name=content]');"
                + " area.value = area.value.replaceAll('反诈中心', '反诈骗中心'); area.dispatchEvent(new Event('input'))");
        browser.lacks(".talk");
        browser.button("试拨");
        browser.shows(".talk .says", "反诈骗中心");
        browser.button("挂断");
        browser.shows(".trial", "结果：");
    }

    @Test
    void who_is_on_duty_sees_carriers_and_stops_and_starts_them() throws IOException {
        enter("duty-1", Role.DUTY);
        browser.shows("table", "cmcc");
        browser.shows(".badge", "正常");
        browser.shows(".duty", "等级队列");
        browser.shows(".duty", "已触达");
        browser.button("停用");
        browser.button("再按一次");
        browser.shows(".badge", "已停用");
        looks("duty");
        browser.button("恢复");
        browser.shows(".badge", "正常");
        browser.button("调整");
        browser.find("input[aria-label='速率']").sendKeys("50/s");
        browser.button("保存");
        browser.shows(".badge", "已调整");
        browser.button("恢复配置值");
        browser.until("as configured", () -> !browser.text(".duty table").contains("已调整"));
        browser.button("大屏");
        browser.lacks(".bar");
        browser.size(1920, 1080);
        browser.picture("duty-wall");
    }

    @Test
    void the_global_stop_is_one_click_and_its_release_needs_somebody_else() throws IOException {
        String reason = "input[aria-label='原因']";
        try {
            enter("duty-2", Role.DUTY);
            browser.find(reason).sendKeys("模板写错了");
            browser.button("全部停发");
            browser.shows(".stopbar", "duty-2：模板写错了");
            browser.find(reason).sendKeys("已更正");
            browser.button("申请恢复发送");
            browser.shows(".stopbar", "duty-2 已申请恢复");
            browser.shows(".brake button[disabled]", "须另一人确认");
            looks("stopped");
            browser.close();
            browser = new Chromium(1366, 768);
            enter("submit-3", Role.SUBMITTER);
            browser.shows(".stopbar", "模板写错了");
            browser.close();
            browser = new Chromium(1366, 768);
            enter("duty-3", Role.DUTY);
            browser.find(reason).sendKeys("看过了");
            browser.button("确认恢复发送");
            browser.lacks(".stopbar");
        } finally {
            Doors.sendAgain(doors.person(folder, "duty-4", Role.DUTY), doors.person(folder, "duty-5", Role.DUTY));
        }
    }

    @Test
    void one_administrator_makes_a_user_the_other_asks_for_rights_and_the_first_approves() throws IOException {
        enter("system-1", Role.SYSTEM);
        browser.fill("用户名", "li.na");
        browser.fill("姓名", "李娜");
        browser.fill("单位", "呼伦贝尔/海拉尔");
        browser.button("新建");
        browser.shows(".once", "只显示这一次");
        looks("users");
        browser.button("我已抄录".substring(2));
        browser.shows("tbody", "李娜");
        browser.close();
        browser = new Chromium(1366, 768);
        enter("security-1", Role.SECURITY);
        browser.shows("tbody", "李娜");
        browser.until("rights", () -> {
            browser.script(
                    "[...document.querySelectorAll('tr')].find(r => r.textContent.includes('li.na')).querySelector('button').click()");
            return browser.count("fieldset input") > 0;
        });
        browser.until("chosen", () -> {
            browser.click("fieldset label:nth-of-type(2) input");
            return true;
        });
        browser.button("保存授权");
        browser.shows("tbody", "无，待安全管理员授权");
        browser.shows("tbody", "待系统管理员批准");
        looks("users-asked");
        browser.click("a[href='#/keys']");
        browser.fill("上游系统", "watchman-2");
        browser.button("签发");
        browser.shows(".once", "须由系统管理员批准");
        looks("keys");
        browser.close();
        browser = new Chromium(1366, 768);
        enter("system-2", Role.SYSTEM);
        browser.shows("tbody", "security-1 于");
        browser.button("批准授权");
        browser.button("再按一次");
        browser.shows(".toasts", "已批准");
        browser.until("a reviewer", () -> !browser.text("tbody").contains("待系统管理员批准"));
    }

    @Test
    void the_audit_log_is_read_from_its_end_and_filtered() throws IOException {
        doors.as("operator").post("/v1/stop-list", "{\"phone\":\"13800138001\",\"reason\":\"投诉\"}");
        enter("audit-1", Role.AUDIT);
        browser.shows("tbody", "加入止呼名单");
        assertThat(browser.text("tbody")).contains("138****8001").doesNotContain("13800138001");
        browser.fill("筛选", "operator stop");
        browser.until("filtered", () -> browser.count("tbody tr") >= 1 && !browser.text("tbody").contains("登录"));
        looks("audit");
    }
}
