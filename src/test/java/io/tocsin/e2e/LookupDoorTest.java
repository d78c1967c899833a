package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a number, asked by those who may. */
class LookupDoorTest {
    private static final String PHONE = "13800139901";
    /** More blocks than one page looks through. */
    private static final int MANY = 300;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;

    @BeforeAll
    static void start() {
        doors = Doors.open();
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static void submit(String client, String ref) {
        submit(client, ref, ref, PHONE);
    }

    private static void submit(String client, String key, String ref, String phone) {
        String batch = doors.as(client).taken("l-" + key, "{\"ref\":\"" + ref + "\",\"phone\":\"" + phone
                + "\",\"grade\":\"urgent\",\"notBefore\":\"" + OffsetDateTime.now(ZoneOffset.ofHours(8)).plusDays(1)
                + "\"}\n");
        assertThat(doors.as(client).get("/v1/batches/" + batch).json().at("/counts/accepted").asInt()).isEqualTo(1);
    }

    private static List<String> refs(Caller caller) {
        List<String> refs = new ArrayList<>();
        String more = "";
        int pages = 0;
        do {
            Caller.Answer answer = caller.post("/v1/warnings/lookup", "{\"phone\":\"138-0013-9901\"" + more + "}");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            for (JsonNode item : answer.json().path("items")) {
                refs.add(item.path("ref").asText());
            }
            String next = answer.json().path("next").asText("");
            more = next.isEmpty() || next.equals("null") ? "" : ",\"cursor\":\"" + next + "\"";
            pages++;
        } while (!more.isEmpty());
        assertThat(pages).isGreaterThan(1);
        return refs;
    }

    @Test
    void all_warnings_of_a_number_are_found_by_whoever_may_see_them(@TempDir Path folder) throws IOException {
        for (int i = 0; i < MANY; i++) {
            submit("watchman", "w" + i);
        }
        submit("other", "o1");
        assertThat(refs(doors.as("watchman"))).hasSize(MANY).startsWith("w" + (MANY - 1)).endsWith("w0");
        assertThat(refs(doors.as("other"))).containsExactly("o1");
        assertThat(refs(doors.as("operator"))).isEmpty();
        Caller duty = doors.person(folder, "duty", Role.DUTY, null);
        assertThat(refs(duty)).hasSize(MANY + 1);
        String shown = duty.post("/v1/warnings/lookup", "{\"phone\":\"" + PHONE + "\"}").text();
        assertThat(shown.contains("138****9901")).isTrue();
        assertThat(shown.contains(PHONE)).isFalse();
        assertThat(duty.get("/v1/batches").json().path("items").size()).isEqualTo(50);
        assertThat(doors.person(folder, "auditor", Role.AUDIT).get("/v1/audit").text())
                .contains("\"act\":\"warning.lookup\",\"subject\":\"138****9901\"").doesNotContain(PHONE);
    }

    private static List<String> ids(Caller caller, String ref) {
        Caller.Answer answer = caller.post("/v1/warnings/lookup", "{\"ref\":\"" + ref + "\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("next").isNull()).isTrue();
        assertThat(answer.json().path("items").findValuesAsText("ref")).allMatch(ref::equals);
        return answer.json().path("items").findValuesAsText("id");
    }

    @Test
    void the_warning_of_a_reference_is_found_by_whoever_may_see_it(@TempDir Path folder) throws IOException {
        String ref = "案件 7/13800139901";
        submit("watchman", "case", ref, "13800139902");
        submit("other", "case", ref, "13800139903");
        assertThat(ids(doors.as("watchman"), ref)).hasSize(1);
        assertThat(ids(doors.as("other"), ref)).hasSize(1).doesNotContainAnyElementsOf(ids(doors.as("watchman"), ref));
        assertThat(ids(doors.as("operator"), ref)).isEmpty();
        assertThat(ids(doors.as("watchman"), "案件 7")).isEmpty();
        assertThat(ids(doors.person(folder, "wang", Role.DUTY, null), ref)).hasSize(2);
        assertThat(ids(doors.person(folder, "below", Role.DUTY, null, "呼伦贝尔/海拉尔"), ref)).isEmpty();
        Caller li = doors.person(folder, "li", Role.SUBMITTER);
        assertThat(ids(li, ref)).isEqualTo(ids(doors.as("watchman"), ref));
        assertThat(li.post("/v1/warnings/lookup", "{\"ref\":\"" + ref + "\"}").json().at("/items/0/phone").asText())
                .isEqualTo("138****9902");
        assertThat(doors.person(folder, "zhang", Role.REVIEWER).post("/v1/warnings/lookup", "{\"ref\":\"x\"}")
                .status()).isEqualTo(403);
        assertThat(doors.person(folder, "auditor-2", Role.AUDIT).get("/v1/audit").text())
                .contains("\"act\":\"warning.lookup\",\"subject\":\"ref 案件 7/138****9901\"");
        for (String wrong : List.of("{}", "{\"ref\":\"\"}", "{\"ref\":7}",
                "{\"ref\":\"x\",\"phone\":\"" + PHONE + "\"}",
                "{\"ref\":\"x\",\"cursor\":\"AAAA\"}", "{\"ref\":\"" + "x".repeat(129) + "\"}")) {
            assertThat(doors.as("watchman").post("/v1/warnings/lookup", wrong).problem()).as(wrong)
                    .isEqualTo("bad-parameter");
        }
    }

    @Test
    void people_see_numbers_masked_in_the_events_too(@TempDir Path folder) throws IOException {
        String batch = doors.as("watchman").taken("events", Doors.rows("events", 1));
        Doors.done(doors.as("watchman"), batch);
        assertThat(doors.as("watchman").get("/v1/events").json().at("/items/0/warning/phone").asText())
                .doesNotContain("*");
        assertThat(doors.person(folder, "chen", Role.SUBMITTER).get("/v1/events").json()
                .at("/items/0/warning/phone").asText()).contains("****");
    }

    @Test
    void a_cursor_of_another_number_is_refused() {
        assertThat(doors.as("watchman").post("/v1/warnings/lookup", "{\"phone\":\"1380013990\"}").status())
                .isEqualTo(400);
        Caller.Answer first = doors.as("watchman").post("/v1/warnings/lookup",
                "{\"phone\":\"" + PHONE + "\",\"cursor\":\"AAAA\"}");
        assertThat(first.problem()).isEqualTo("bad-parameter");
    }
}
