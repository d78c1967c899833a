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
        String batch = doors.as(client).taken("l-" + ref, "{\"ref\":\"" + ref + "\",\"phone\":\"" + PHONE
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
