package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/**
 * Markup, scripts, templates and formulas in every text that somebody else can write and a page
 * shows: all of it is shown as it was written, nothing of it runs, and no page is reported for
 * trying.
 */
class ConsoleHarmTest extends ConsoleRig {
    private static final String WORK = ".case:not(.preview) .casehead";
    private static final String IMAGE = "<img src=x onerror=hit()>";
    private static final String SCRIPT = "<script>hit()</script>{{hit()}}";
    private static final String FORMULA = "=HYPERLINK(hit())";
    private static final String ALL = IMAGE + SCRIPT + "javascript:hit() \"'><svg onload=hit()> " + FORMULA;
    /** Another than the reason, which the history does not say again. */
    private static final String NOTE = "备注" + ALL;
    /** Its names are letters, which is why no harm can be in it. */
    private static final String UNIT = "呼伦贝尔/海拉尔";
    private static final String HARM = "img, svg, iframe, object, [onerror], [onload], script:not([src]),"
            + " a[href^='javascript:'], form[action]";

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        start(Doors.client("desk", "review", "") + "review: { stations: ['" + IMAGE + "'] }\n");
        Caller desk = doors.as("desk");
        Caller watchman = doors.as("watchman");
        Caller li = doors.person(folder, "harm-li", Role.REVIEWER);
        Caller lead = doors.person(folder, "harm-lead", Role.SUPERVISOR);
        for (int i = 0; i < 3; i++) {
            made(desk.post("/v1/review/cases", object("phone", "1380013890" + i, "grade", "urgent", "name", IMAGE + i,
                    "fraudType", SCRIPT, "reason", ALL, "unit", UNIT, "note", NOTE)));
        }
        String worked = li.post("/v1/review/claims", "{\"max\":1}").json().at("/cases/0/id").asText();
        act(li, worked, "escalate", "station", IMAGE, "note", NOTE);
        assertThat(desk.post("/v1/review/cases/" + worked + "/feedback", "{\"disposition\":\"dissuaded\",\"note\":"
                + quoted(NOTE) + ",\"closes\":true}").status()).isEqualTo(200);
        JsonNode drawn = lead.post("/v1/review/samples", "{\"from\":\"" + today() + "\",\"to\":\"" + today()
                + "\",\"percent\":100}").json();
        made(lead.post("/v1/review/samples/" + drawn.at("/items/0/id").asText(),
                "{\"passed\":false,\"remark\":" + quoted(ALL) + "}"));
        Caller.Answer batch = watchman.submit("grade=low&name=" + URLEncoder.encode(IMAGE, StandardCharsets.UTF_8),
                "application/x-ndjson", "harm", ("{\"ref\":" + quoted(IMAGE) + ",\"phone\":\"13800138911\",\"name\":"
                        + quoted(IMAGE) + ",\"fraudType\":" + quoted(SCRIPT) + ",\"vars\":{\"city\":" + quoted(IMAGE)
                        + "}}\n").getBytes(StandardCharsets.UTF_8));
        assertThat(batch.json().path("accepted").asInt()).as(batch.toString()).isEqualTo(1);
        made(doors.as("operator").post("/v1/stop-list", object("phone", "13800138921", "reason", ALL)));
        Caller system = doors.person(folder, "harm-xi", Role.SYSTEM);
        Caller security = doors.person(folder, "harm-an", Role.SECURITY);
        made(system.post("/v1/users", object("name", "harm", "display", "{{hit()}}javascript:hit()", "unit", UNIT)));
        made(security.post("/v1/keys", "{\"client\":\"harm\",\"scopes\":[\"read\"],\"note\":" + quoted(ALL) + "}"));
        made(system.post("/v1/proposals", object("kind", "template", "name", "fraud-sms", "reason", ALL, "text",
                "{signature}{name}，" + IMAGE + "javascript:hit()，请拨打96110。")));
        // Above every page of everyone.
        made(doors.person(folder, "harm-duty", Role.DUTY).post("/v1/stop", object("reason", ALL)));
    }

    private static String today() {
        return java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private static String object(String... pairs) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < pairs.length; i += 2) {
            object.put(pairs[i], pairs[i + 1]);
        }
        return object.toString();
    }

    private static void made(Caller.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isIn(200, 201);
    }

    private static void act(Caller who, String id, String act, String... pairs) {
        String path = "/v1/review/cases/" + id + "/";
        String token = who.post(path + "claim", "").json().path("token").asText();
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("token", token);
        for (int i = 0; i < pairs.length; i += 2) {
            body.put(pairs[i], pairs[i + 1]);
        }
        made(who.post(path + act, body.toString()));
    }

    private void page(String name, Role role, String hash) throws IOException {
        enter(name, role);
        browser.script("window.hits = 0; window.hit = () => { window.hits++; }; location.hash = '" + hash + "'");
        browser.shows(".stopbar", ALL);
    }

    /** What is there is text, all of it. */
    private void harmless(String css, String... texts) {
        for (String text : texts) {
            browser.shows(css, text);
        }
        assertThat(browser.script("return [...document.querySelectorAll(arguments[0])].map(e => e.outerHTML).join()",
                HARM)).as(css).isEqualTo("");
        assertThat(browser.script("return window.hits")).as(css).isEqualTo(0L);
    }

    @Test
    void a_reviewer_reads_it() throws IOException {
        page("harm-1", Role.REVIEWER, "#/review");
        harmless(".lines", IMAGE, SCRIPT);
        browser.press("n");
        browser.find(WORK);
        harmless(WORK, IMAGE);
        harmless(".why", ALL);
        harmless(".history", NOTE);
        browser.press("b");
        browser.press(ALL, Keys.ESCAPE);
        browser.find(".savedat:not(:empty)");
        browser.press("m");
        harmless(".smstext", IMAGE, "<script>");
        browser.press(Keys.ESCAPE);
        browser.press("e");
        assertThat(browser.script("return document.querySelector('#stations option').value")).isEqualTo(IMAGE);
        browser.press(IMAGE);
        browser.control(Keys.ENTER);
        harmless(".toasts", IMAGE);
        browser.press("/");
        browser.press("13800138900", Keys.ENTER);
        browser.shows(".found", "1");
        harmless(".lines", IMAGE);
    }

    @Test
    void a_supervisor_reads_it() throws IOException {
        page("harm-2", Role.SUPERVISOR, "#/lead");
        browser.script("const list = document.querySelector('.lead select'); list.value = 'open';"
                + " list.dispatchEvent(new Event('change'))");
        harmless(".lead tbody", IMAGE, SCRIPT, UNIT);
        browser.button("质量抽查");
        browser.button("不合格 1");
        harmless(".lead tbody", IMAGE, ALL);
        browser.button("再看");
        harmless(".checked", NOTE);
        browser.button("报表");
        harmless(".units", "海拉尔");
    }

    @Test
    void who_sends_reads_it_and_what_is_given_back_is_no_formula() throws IOException {
        page("harm-3", Role.SUBMITTER, "#/batches");
        harmless("table", IMAGE);
        browser.find("#wanted").sendKeys("13800138911");
        browser.button("查找");
        harmless(".foundlist", IMAGE);
        browser.script("[...document.querySelectorAll('tbody a, tbody button')][0].click()");
        harmless(".page", IMAGE);
        browser.script("location.hash = '#/batches'");
        browser.button("上传名单");
        Path list = folder.resolve("<b>名单 =1+1.csv");
        Files.writeString(list, "编号,手机号,姓名," + IMAGE + "\r\nH-1,13800138931," + IMAGE + ",javascript:hit()\r\nH-2,12,"
                + FORMULA + ",+1+1\r\n");
        browser.choose("#file", list);
        harmless(".tablecard", IMAGE, "javascript:hit()", FORMULA);
        browser.button("试算");
        harmless(".page", "2 行：将接收 1", IMAGE);
        browser.script("window.kept = []; const make = URL.createObjectURL; URL.createObjectURL = blob => {"
                + " blob.text().then(text => window.kept.push(text)); return make.call(URL, blob); }");
        browser.button("提交 2 行");
        browser.button("下载退回的 1 行");
        browser.until("the file of faults",
                () -> String.valueOf(browser.script("return window.kept[0] || ''")).contains("H-2"));
        assertThat(String.valueOf(browser.script("return window.kept[0]"))).contains("'" + FORMULA, "'+1+1");
        browser.script("location.hash = '#/stops'");
        browser.fill("电话号码", "13800138921");
        browser.button("查询");
        harmless(".big", ALL);
    }

    @Test
    void who_is_on_duty_and_the_administrators_read_it() throws IOException {
        page("harm-4", Role.DUTY, "#/duty");
        harmless(".stopbar", ALL);
        page("harm-5", Role.SYSTEM, "#/users");
        harmless("tbody", "{{hit()}}javascript:hit()", UNIT);
        browser.script("location.hash = '#/keys'");
        harmless("tbody", ALL);
        page("harm-6", Role.SECURITY, "#/contents");
        harmless(".page", ALL, IMAGE + "javascript:hit()");
        page("harm-7", Role.AUDIT, "#/audit");
        harmless("tbody", ALL, IMAGE);
    }
}
