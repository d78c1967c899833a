package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.cli.Commands;
import io.tocsin.cli.TocsinCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands as they are shipped, against a gateway that runs. */
class CommandDoorTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        doors = Doors.open();
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private int run(String... args) {
        CommandLine line = TocsinCommand.with(Commands.all());
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }

    private int submit(Path file, String client, String... more) {
        List<String> args = new ArrayList<>(List.of("submit", file.toString(), "--url",
                "http://127.0.0.1:" + doors.httpPort(), "--key", Doors.key(client)));
        args.addAll(List.of(more));
        return run(args.toArray(new String[0]));
    }

    private Path file(String type) throws IOException {
        Path file = folder.resolve("warnings." + type);
        switch (type) {
            case "csv" -> Files.writeString(file, "\ufeff编号,手机号,姓名\ncsv-1," + Doors.phone("csv", 1)
                    + ",张三\n,,\n\ncsv-2,12345,李四\n");
            case "ndjson" ->
                Files.writeString(file, Doors.row("ndjson", 1) + "\n\n{\"ref\":\"ndjson-2\",\"phone\":\"12345\"}\n");
            default -> sheet(file);
        }
        return file;
    }

    private static void sheet(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file); Workbook book = new Workbook(out, "Test", "1.0")) {
            Worksheet sheet = book.newWorksheet("名单");
            String[][] rows = {{"编号", "手机号", "姓名"}, {"xlsx-1", "", "张三"}, {}, {}, {"xlsx-2", "12345", "李四"}};
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    sheet.value(row, column, rows[row][column]);
                }
            }
            // As Excel keeps it when nobody said it is text.
            sheet.value(1, 1, Long.parseLong(Doors.phone("xlsx", 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "xlsx", "ndjson"})
    void a_file_is_submitted_its_faults_listed_and_followed_to_its_end(String type) throws IOException {
        Path file = file(type);

        assertThat(submit(file, "watchman", "--name", "list of " + type, "--grade", "high", "--wait"))
                .as(out.toString() + err).isZero();
        assertThat(out.toString()).contains("submitted 2, accepted 1, duplicate 0, rejected 1", switch (type) {
            // As an editor, or Excel, counts.
            case "ndjson" -> "line 3, ref ndjson-2: phone";
            default -> "row 5, ref " + type + "-2: phone";
        }, "reached");
        String batch = doors.as("watchman").get("/v1/batches?limit=500").json().path("items").toString();
        assertThat(batch).contains("\"name\":\"list of " + type + "\"");

        assertThat(submit(file, "watchman", "--name", "list of " + type, "--grade", "high")).isZero();
        assertThat(out.toString()).contains("sent before, nothing was sent twice");
    }

    @Test
    void what_cannot_be_submitted_says_why_and_with_which_exit_code() throws IOException {
        Path file = file("csv");
        assertThat(submit(file, "nobody")).isEqualTo(1);
        assertThat(submit(file, "reader")).isEqualTo(1);
        assertThat(submit(file, "watchman", "--playbook", "none")).isEqualTo(1);
        assertThat(submit(file, "watchman", "--grade", "zz")).isEqualTo(1);
        assertThat(submit(folder.resolve("not-there.csv"), "watchman")).isEqualTo(2);
        assertThat(submit(Files.writeString(folder.resolve("a.txt"), "x"), "watchman")).isEqualTo(2);
        assertThat(run("submit")).isEqualTo(2);
        assertThat(run("submit", file.toString(), "--key", "x", "--url", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(run("submit", file.toString(), "--key", "x", "--url", "localhost:38080")).isEqualTo(2);
        assertThat(err.toString()).contains("got localhost:38080, expected http://HOST:PORT")
                .doesNotContain("Exception");
        assertThat(err.toString()).contains("401 An API key is required", "403 The API key does not allow this",
                "expected one of default", "the batch: grade got 'zz'", "no such file", ".xlsx",
                "no answer from http://127.0.0.1:1");
    }

    @Test
    void help_version_and_commands_that_are_not_there() {
        assertThat(run("--version")).isZero();
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("tocsin ", "demo", "serve", "check", "submit", "simulate", "bench", "key",
                "user");
        assertThat(run("audit")).isEqualTo(2);
        assertThat(run("audit", "verify", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(run("demo", "--warnings", "0")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mm7"})
    void simulators_that_are_not_built_are_wrong_usage(String protocol) {
        assertThat(run("simulate", protocol)).isEqualTo(2);
        assertThat(run("simulate")).isEqualTo(2);
        assertThat(err.toString()).contains("cmpp");
    }

    @Test
    void check_names_every_wrong_key_with_its_line_and_connects() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), """
                node: gw-1
                timezone: Mars/Olympus
                carriers:
                  cmcc: { protocol: cmpp, host: 127.0.0.1, account: "9", secret: "${NOT_SET}", source: "1", window: 0 }
                  cucc: { protocol: sgip, host: 127.0.0.1 }
                pbxes: { a: {} }
                http: { bind: 0.0.0.0 }
                """);
        assertThat(run("check", "--config", wrong.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("wrong.yaml:2:", "wrong.yaml:4:", "NOT_SET", "window", "wrong.yaml:5:",
                "corpId", "wrong.yaml:6:", "pbxes", "wrong.yaml:7:", "problems");

        Path bare = Files.writeString(folder.resolve("bare.yaml"),
                "carriers: { a: { secret: ${NOT_SET}, port: 1 } }\n");
        assertThat(run("check", "--config", bare.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("bare.yaml:1:", "written in quotes, \"${NAME}\"");

        Path right = Files.writeString(folder.resolve("right.yaml"), """
                store: { redis: "redis://127.0.0.1:%d" }
                carriers:
                  good: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900001", secret: s, source: "1" }
                  bad: { protocol: cmpp, host: 127.0.0.1, port: %d, account: "900001", secret: wrong, source: "1" }
                """.formatted(doors.redis().port(), doors.carrier().port(), doors.carrier().port()));
        assertThat(run("check", "--config", right.toString())).isZero();
        assertThat(run("check", "--config", right.toString(), "--connect")).isEqualTo(1);
        assertThat(out.toString().lines()).anyMatch(l -> l.startsWith("store: ok"))
                .anyMatch(l -> l.contains("good: ok")).anyMatch(l -> l.contains("bad: failed"));
    }

    @Test
    void users_are_made_listed_changed_and_reset_beside_a_running_gateway() throws IOException {
        String config = doors.file(folder).toString();
        assertThat(run("user", "add", "zhang", "--display", "张三", "--roles", "reviewer,duty", "--unit", "呼伦贝尔/海拉尔",
                "-c", config)).as(err.toString()).isZero();
        String first = out.toString();
        assertThat(first).containsPattern("Password  ([a-z2-9]{5}-){3}[a-z2-9]{5}")
                .containsPattern("TOTP      otpauth://totp/Tocsin:zhang\\?secret=[A-Z2-7]{32}&issuer=Tocsin");
        assertThat(run("user", "add", "zhang", "--unit", "呼伦贝尔", "-c", config)).isEqualTo(1);
        assertThat(run("user", "add", "li", "--roles", "system-admin,audit-admin", "--unit", "呼伦贝尔", "-c", config))
                .isEqualTo(1);
        assertThat(run("user", "add", "li", "--roles", "boss", "--unit", "呼伦贝尔", "-c", config)).isEqualTo(2);
        assertThat(run("user", "add", "Li", "--unit", "呼伦贝尔", "-c", config)).isEqualTo(1);
        assertThat(run("user", "add", "li", "-c", config)).isEqualTo(2);
        assertThat(run("user")).isEqualTo(2);
        assertThat(run("user", "grant", "zhang", "--roles", "supervisor", "--unit", "呼伦贝尔", "-c", config)).isZero();
        assertThat(run("user", "disable", "zhang", "-c", config)).isZero();
        assertThat(run("user", "disable", "nobody", "-c", config)).isEqualTo(1);
        out.getBuffer().setLength(0);
        assertThat(run("user", "list", "-c", config)).isZero();
        assertThat(out.toString().lines()).hasSize(2)
                .anyMatch(line -> line.matches("zhang +disabled +supervisor +呼伦贝尔 +张三"));
        out.getBuffer().setLength(0);
        assertThat(run("user", "reset", "zhang", "-c", config)).isZero();
        assertThat(out.toString()).contains("is reset").doesNotContain(first.lines().toList().get(1));
        assertThat(err.toString()).contains("there is a user zhang already", "at most one of the three administrators",
                "got --roles \"boss\"", "name: expected", "there is no user nobody").doesNotContain("Exception");
    }

    @Test
    void demo_shows_the_whole_job_and_ends_well() {
        assertThat(run("demo", "--warnings", "20", "--exit", "--port", "0")).as(out.toString() + err).isZero();
        assertThat(out.toString()).contains("submitting 20 made-up warnings", "the totals balance", "sms");
    }

    @Test
    void a_key_that_is_made_opens_the_door_it_is_configured_for() throws Exception {
        assertThat(run("key", "--client", "fresh", "--scopes", "read,submit")).isZero();
        List<String> lines = out.toString().lines().toList();
        String yaml = String.join("\n", lines.subList(lines.indexOf("clients:"), lines.size()));
        int port = GatewayProcess.freePort();
        Path config = Files.writeString(folder.resolve("tocsin.yaml"), yaml + "\ndrain: 1s\nhttp: { port: " + port
                + " }\ntcp: { port: 0 }\n");
        try (GatewayProcess gateway = GatewayProcess.start(config, port)) {
            try (var client = gateway.client(lines.getFirst())) {
                assertThat(client.get("/v1/batches").status()).isEqualTo(200);
            }
            assertThat(gateway.stop()).isEqualTo(143);
        }
    }
}
