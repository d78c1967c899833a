package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists that are no CSV, and samples of closed cases, in a real browser on a wired gateway. */
class ConsoleListsTest extends ConsoleRig {
    @BeforeAll
    static void start() {
        start(Doors.client("desk", "review", ""));
    }

    private void submitter(String name) throws IOException {
        enter(name, Role.SUBMITTER);
        browser.button("上传名单");
    }

    private static JsonNode batch(String name) {
        JsonNode all = doors.as("watchman").get("/v1/batches").json().path("items");
        for (JsonNode each : all) {
            if (each.path("name").asText().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no batch " + name + " in " + all);
    }

    @Test
    void a_workbook_is_looked_at_its_columns_named_and_sent() throws IOException {
        submitter("submit-sheet");
        Path list = folder.resolve("高危名单.xlsx");
        try (OutputStream out = Files.newOutputStream(list); Workbook book = new Workbook(out, "tocsin", "1.0")) {
            var sheet = book.newWorksheet("八月");
            for (int c = 0; c < 3; c++) {
                sheet.value(0, c, new String[]{"序号", "被害人电话", "姓名"}[c]);
            }
            for (int r = 1; r <= 5; r++) {
                sheet.value(r, 0, "X-" + r);
                // Typed into a cell it is a number.
                sheet.value(r, 1, r == 4 ? 12L : 13_800_139_000L + r);
                sheet.value(r, 2, "王五");
            }
        }
        browser.choose("#file", list);
        browser.shows(".facts", "共 5 行");
        browser.shows(".wrong", "请指定手机号所在的列");
        browser.script("const of = document.querySelectorAll('thead select')[1]; of.value = 'phone';"
                + " of.dispatchEvent(new Event('change'))");
        browser.shows(".facts", "号码可疑 1 行");
        browser.picture("upload-sheet-1366");
        browser.button("提交 5 行");
        browser.shows("h2", "已接收 4 条");
        browser.script("window.kept = []; const make = URL.createObjectURL; URL.createObjectURL = blob => {"
                + " blob.text().then(text => window.kept.push(text)); return make.call(URL, blob); }");
        browser.button("下载退回的 1 行");
        browser.until("the file of faults",
                () -> String.valueOf(browser.script("return window.kept[0] || ''")).contains("X-4"));
        // As a person finds it in the sheet: the header is row 1.
        assertThat(String.valueOf(browser.script("return window.kept[0]")).lines().skip(1).findFirst().orElseThrow())
                .startsWith("5,X-4,phone,").endsWith(",X-4,12,王五");
        assertThat(batch("高危名单").at("/counts/accepted").asInt()).isEqualTo(4);
    }

    @Test
    void lines_of_json_are_a_table_and_those_that_are_none_are_told() throws IOException {
        submitter("submit-lines");
        Path list = folder.resolve("lines.ndjson");
        Files.writeString(list, """
                {"ref":"L-1","phone":"13800139101","name":"张三","vars":{"city":"呼伦贝尔"}}
                not json
                {"ref":"L-2","phone":13800139102,"grade":"high","vars":{"card":"6222"}}
                """);
        browser.choose("#file", list);
        browser.shows(".facts", "1 行不是 JSON，不会提交（第 2 行");
        browser.shows(".tablecard", "6222");
        browser.button("提交 2 行");
        browser.shows("h2", "已接收 2 条");
        browser.shows("button", "下载退回的 1 行");
        String id = batch("lines").path("id").asText();
        JsonNode warnings = doors.as("watchman").get("/v1/batches/" + id + "/warnings").json().path("items");
        assertThat(warnings.findValuesAsText("phone")).containsExactlyInAnyOrder("13800139101", "13800139102");
        assertThat(warnings.findValuesAsText("grade")).containsExactlyInAnyOrder("low", "high");

        browser.button("查看进度");
        browser.shows(".badge", "已完成");
        browser.shows("tbody", "L-1");
        browser.click(".states button:nth-child(5)");
        browser.click(".states button:nth-child(6)");
        browser.shows("tbody", "L-2");
        browser.script("location.hash = '#/batches'");
        browser.button("已暂停");
        browser.button("已取消");
        browser.shows(".empty", "没有这些状态的批次");
        browser.button("已完成");
        browser.shows("tbody", "lines");
        assertThat(browser.faults()).isEmpty();
    }

    @Test
    void a_warning_is_found_by_the_reference_of_the_upstream_system() throws IOException {
        Doors.done(doors.as("watchman"), doors.as("watchman").taken("find", Doors.rows("find", 3)));
        enter("submit-find", Role.SUBMITTER);
        browser.script("location.hash = '#/batches'");
        browser.button("编号");
        browser.find("#wanted").sendKeys("find-1");
        browser.button("查找");
        browser.shows(".foundlist", "find-1");
        browser.shows(".history", "已接收预警");
        browser.picture("find-ref-1366");
        browser.dark(true);
        browser.size(1920, 1080);
        browser.picture("find-ref-1920-dark");
        assertThat(browser.faults()).isEmpty();
        browser.button("号码");
        browser.lacks(".foundlist");
        browser.find("#wanted").sendKeys(Doors.phone("find", 2));
        browser.button("查找");
        browser.shows(".foundlist", "find-2");
    }

    @Test
    void what_is_no_list_is_told_in_words_and_another_can_be_chosen() throws IOException {
        submitter("submit-wrong");
        Path list = folder.resolve("wrong.xlsx");
        Files.writeString(list, "手机号\n13800139201\n");
        browser.choose("#file", list);
        browser.shows(".wrong", "without a password");
        Path old = folder.resolve("old.xls");
        Files.writeString(old, "x");
        browser.choose("#file", old);
        browser.shows(".wrong", "另存为");
        Path good = folder.resolve("good.csv");
        Files.writeString(good, "手机号\n13800139201\n");
        browser.choose("#file", good);
        browser.shows(".facts", "共 1 行");
    }

    @Test
    void a_sample_is_drawn_checked_and_still_there_after_a_reload() throws IOException {
        Caller li = doors.person(folder, "reviewer-q", Role.REVIEWER);
        for (int i = 0; i < 3; i++) {
            doors.as("desk").post("/v1/review/cases", "{\"phone\":\"1380013940" + i
                    + "\",\"grade\":\"high\",\"name\":\"赵六\",\"fraudType\":\"刷单返利\",\"reason\":\"已转账\",\"unit\":\"呼伦贝尔\"}");
            JsonNode mine = li.post("/v1/review/claims", "{\"max\":1}").json().at("/cases/0");
            assertThat(li.post("/v1/review/cases/" + mine.path("id").asText() + "/disposition", "{\"token\":\""
                    + mine.path("token").asText() + "\",\"disposition\":\"dissuaded\",\"note\":\"已联系家属\"}").status())
                    .isEqualTo(200);
        }
        enter("supervisor-q", Role.SUPERVISOR);
        browser.script("location.hash = '#/lead'");
        browser.button("质量抽查");
        browser.shows(".empty", "还没有抽取");
        browser.button("抽取");
        browser.shows(".toasts", "新抽取 1 单");
        browser.shows("tbody", "reviewer-q");
        browser.button("查看");
        browser.shows(".checked", "已联系家属");
        browser.script("const area = document.querySelector('.checked textarea'); area.value = '没有核实止损金额';"
                + " area.dispatchEvent(new Event('input'))");
        browser.picture("lead-sample-1366");
        assertThat(browser.faults()).isEmpty();
        browser.click(".checked .danger");
        browser.shows(".toasts", "已记为不合格");

        browser.script("location.reload()");
        browser.button("质量抽查");
        browser.button("不合格 1");
        browser.shows("tbody", "没有核实止损金额");
        browser.shows("tbody", "supervisor-q");
        browser.button("报表");
        browser.shows(".units", "呼伦贝尔");
        browser.button("月报");
        browser.shows(".report", "–");
        browser.picture("lead-units-1366");
        assertThat(browser.faults()).isEmpty();
    }
}
