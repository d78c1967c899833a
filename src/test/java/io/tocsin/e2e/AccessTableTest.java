package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import io.tocsin.cli.Commands;
import io.tocsin.cli.TocsinCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The table of docs/access.md, every cell of it, against a wired gateway. */
class AccessTableTest {
    private static final Map<String, String> KEYS = Map.of("submit", "submitter", "read", "reader", "operate",
            "operator", "review", "reviewer");
    private static final int FIRST_ROLE = 2;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    private static final Map<Role, Caller> PEOPLE = new HashMap<>();
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String batch;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String warning;

    /**
     * A row of the table.
     *
     * @param call method and address
     * @param cells what stands behind it
     */
    private record Row(String call, List<String> cells) {
        String method() {
            return call.substring(0, call.indexOf(' '));
        }

        String path() {
            return call.substring(call.indexOf(' ') + 1);
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        doors = Doors.open(Doors.GOOD, "1000/s",
                Doors.client("submitter", "submit", "") + Doors.client("reviewer", "review", ""), 1);
        batch = doors.as("watchman").taken("access", Doors.rows("access", 2));
        warning = doors.as("watchman").get("/v1/batches/" + batch + "/warnings").json().at("/items/0/id").asText();
        for (Role role : Role.values()) {
            PEOPLE.put(role, doors.person(folder, role.code(), role));
        }
    }

    @AfterAll
    static void stop() {
        PEOPLE.clear();
        doors.close();
    }

    private static List<Row> table() throws IOException {
        List<Row> rows = Files.readAllLines(Path.of("docs/access.md")).stream()
                .filter(line -> line.matches("\\| `(GET|POST|PATCH) /.*")).map(line -> line.split(" *\\| *", -1))
                .map(cells -> new Row(cells[1].replace("`", ""), List.of(cells).subList(2, cells.length - 1)))
                // Whoever logs out cannot go on.
                .sorted(Comparator.comparing(row -> row.call().endsWith("/v1/session/end"))).toList();
        assertThat(rows).allSatisfy(row -> assertThat(row.cells()).hasSize(FIRST_ROLE + Role.values().length));
        return rows;
    }

    private static String concrete(String path) {
        return path.replace("/warnings/{id}", "/warnings/" + warning).replace("/sessions/{id}", "/sessions/none")
                .replace("/users/{name}", "/users/nobody").replace("{id}", batch).replace("{name}", "cmcc")
                .replace("{version}/{folder}/{file}", "0/app/main.js").replace("{code}", "busy")
                .replace("{client}", "nobody").replace("{kind}", "template").replace("{uid}", "tocsin-overview");
    }

    @Test
    void an_exported_audit_log_proves_itself_on_the_command_line(@TempDir Path folder) throws IOException {
        assertThat(doors.as("operator").post("/v1/stop-list",
                "{\"phone\":\"13800138000\",\"reason\":\"来电 13800138000\"}").status()).isEqualTo(201);
        String log = doors.person(folder, "auditor", Role.AUDIT).get("/v1/audit").text();
        assertThat(log).contains("\"act\":\"stop-list.add\",\"subject\":\"138****8000\"").doesNotContain("13800138000");
        Path file = Files.writeString(folder.resolve("audit.ndjson"), log);
        StringWriter out = new StringWriter();
        CommandLine line = TocsinCommand.with(Commands.all()).setOut(new PrintWriter(out));
        assertThat(line.execute("audit", "verify", file.toString())).as(out.toString()).isZero();
        assertThat(out.toString()).contains(": ok, entries 1 to ");
        Files.writeString(file, log.replaceFirst("(?m)^.*\"seq\":3,.*\n", ""));
        assertThat(line.execute("audit", "verify", file.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("line 3, entry 4: entry 3 is missing before it");
        assertThat(line.execute("audit", "verify", file.toString(), "--head", "x")).isEqualTo(2);
    }

    @Test
    void the_table_has_every_call_and_no_other() throws IOException {
        assertThat(table()).extracting(Row::call)
                .containsExactlyInAnyOrderElementsOf(doors.as("").document().calls());
    }

    @Test
    void every_role_may_do_what_the_table_says_and_nothing_else() throws IOException {
        for (Role role : Role.values()) {
            Caller person = Objects.requireNonNull(PEOPLE.get(role));
            int column = FIRST_ROLE - 1 + Arrays.asList(Role.values()).indexOf(role);
            for (Row row : table()) {
                Caller.Answer answer = person.send(row.method(), concrete(row.path()), "");
                if (row.cells().get(column).equals("yes")) {
                    assertThat(answer.status()).as(role + " " + row + answer).isNotIn(401, 403);
                } else {
                    assertThat(answer.problem()).as(role + " " + row + answer).isEqualTo("role-forbidden");
                }
            }
        }
    }

    @Test
    void every_key_may_do_what_the_table_says_and_nothing_else() throws IOException {
        for (Row row : table()) {
            int nobody = doors.as("").send(row.method(), concrete(row.path()), "").status();
            boolean anyone = row.cells().getFirst().equals("anyone");
            assertThat(nobody == 401).as(row + " " + nobody).isEqualTo(!anyone);
            KEYS.forEach((scope, client) -> {
                Caller.Answer answer = doors.as(client).send(row.method(), concrete(row.path()), "");
                boolean may = anyone || List.of(row.cells().getFirst().split(" ", -1)).contains(scope);
                assertThat(answer.status() == 403).as(row + " with the scope " + scope + ": " + answer)
                        .isEqualTo(!may);
            });
        }
    }
}
