package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.user.Role;
import io.tocsin.cli.Commands;
import io.tocsin.cli.TocsinCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    /** These look at no body. */
    private static final Set<String> LISTS = Set.of("POST /v1/batches", "POST /v1/batches/table");
    private static final Set<String> NO_BODY = Set.of("POST /v1/batches/{id}/pause", "POST /v1/batches/{id}/resume",
            "POST /v1/batches/{id}/cancel", "POST /v1/review/cases/{id}/claim", "POST /v1/session/end",
            "POST /v1/sessions/{id}/end", "POST /v1/users/{name}/disable", "POST /v1/users/{name}/enable",
            "POST /v1/users/{name}/reset", "POST /v1/users/{name}/second-factor", "POST /v1/keys/{id}/approve",
            "POST /v1/keys/{id}/revoke", "POST /v1/carriers/{name}/suspend",
            "POST /v1/carriers/{name}/resume", "POST /v1/stop/release");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    private static final Map<Role, Caller> PEOPLE = new HashMap<>();
    /** Others, whom no test logs out. */
    private static final Map<Role, Caller> STRICT = new HashMap<>();
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
            STRICT.put(role, doors.person(folder, "strict-" + role.code(), role));
        }
    }

    @AfterAll
    static void stop() {
        PEOPLE.clear();
        STRICT.clear();
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

    @Test
    void whatever_changes_something_needs_the_sessions_own_token_from_this_site() throws IOException {
        Caller person = Objects.requireNonNull(STRICT.get(Role.SUPERVISOR));
        String other = Objects.requireNonNull(STRICT.get(Role.DUTY)).csrf();
        Caller nobody = doors.as("");
        for (Row row : table()) {
            if (row.method().equals("GET") || row.cells().getFirst().equals("anyone")) {
                continue;
            }
            String path = concrete(row.path());
            for (String token : List.of("", "x", other)) {
                assertThat(nobody.send(row.method(), path, "{}", "Cookie", person.cookie(), "X-Tocsin-Csrf", token)
                        .problem()).as(row + " with the token '" + token + "'").isEqualTo("forged");
            }
            assertThat(person.send(row.method(), path, "{}", "Sec-Fetch-Site", "cross-site").problem())
                    .as(row + " from another site").isEqualTo("forged");
        }
        assertThat(person.get("/v1/session").status()).isEqualTo(200);
    }

    /** Whatever the body is refused for, nothing is done and the fault is not ours. */
    @Test
    void no_small_body_is_taken_that_is_not_plain_json() throws IOException {
        byte[] deep = ("{\"token\":" + "[".repeat(40) + "]".repeat(40) + "}").getBytes(StandardCharsets.UTF_8);
        List<byte[]> bodies = List.of(deep, bytes("{\"token\":\"x\",\"token\":\"x\"}"),
                bytes("{\"token\":\"\u00ff\"}"), bytes("{\"token\":\"\u00c0\u00bcb>\"}"),
                bytes("{\"token\":\"\u00ed\u00a0\u0080\"}"), bytes("{\"token\":1e999}"), bytes("[]"), bytes("{} {}"),
                bytes("{\"\":\"" + "9".repeat(2000) + "\"}"), bytes("{\"token\":" + "9".repeat(2000) + "}"));
        List<Row> rows = table().stream().filter(row -> !row.method().equals("GET"))
                .filter(row -> !LISTS.contains(row.call()) && !NO_BODY.contains(row.call())).toList();
        assertThat(rows).hasSizeGreaterThan(30);
        for (Row row : rows) {
            Caller person = Arrays.stream(Role.values())
                    .filter(role -> row.cells()
                            .get(FIRST_ROLE - 1 + Arrays.asList(Role.values()).indexOf(role)).equals("yes"))
                    .map(STRICT::get).filter(Objects::nonNull).findFirst().orElseThrow();
            String path = concrete(row.path().replace("/cases/{id}", "/cases/c0000000000"));
            for (byte[] body : bodies) {
                Caller.Answer answer = person.send(row.method(), path, body, "Content-Type", "application/json");
                assertThat(answer.status()).as(row + " " + shown(body) + answer).isIn(400, 404);
                assertThat(answer.problem()).as(row + " " + shown(body) + answer)
                        .isIn("bad-body", "bad-parameter", "not-found");
            }
        }
        // What is refused for its form is refused before anything else is asked.
        Caller reviewer = Objects.requireNonNull(STRICT.get(Role.REVIEWER));
        for (byte[] body : bodies.subList(0, 5)) {
            assertThat(reviewer.send("POST", "/v1/review/claims", body).problem()).as(shown(body))
                    .isEqualTo("bad-body");
        }
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String shown(byte[] body) {
        return new String(body, 0, Math.min(60, body.length), StandardCharsets.ISO_8859_1);
    }
}
