package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A dry run says what a batch would come to, and the batch then comes to that. */
class DryRunDoorTest {
    private static final String CAP = """
            playbooks:
              default: { mode: chain, steps: [ { channel: sms, template: fraud-sms, attempts: 2 } ], retry: { pace: fast } }
            policy: { quietHours: "off", frequencyCap: "1/d" }
            drain: 2s
            """;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller watchman;

    @BeforeAll
    static void start() {
        doors = Doors.open(Doors.GOOD, "100/s", CAP, 2);
        watchman = doors.as("watchman");
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static String row(String ref, String phone) {
        return "{\"ref\":\"" + ref + "\",\"phone\":\"" + phone + "\",\"grade\":\"low\",\"name\":\"张三\"}\n";
    }

    private static Caller.Answer dry(Caller caller, String body) {
        return caller.submit("name=dry&dryRun=true", "application/x-ndjson", "", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void it_tells_what_then_happens_and_leaves_nothing_behind() {
        assertThat(watchman.post("/v1/stop-list", "{\"phone\":\"13800138103\",\"reason\":\"x\"}").status())
                .isEqualTo(201);
        String before = watchman.taken("before", row("old", "13800138100"));
        Doors.done(watchman, before);
        String body = row("n1", "13800138101") + row("n2", "13800138102") + row("n3", "13800138103")
                + row("n2", "13800138102") + row("n1", "13800138109") + row("old", "13800138100")
                + row("old", "13800138105") + row("n4", "13800138100") + row("n5", "13800138101") + row("n6", "12");
        long batches = watchman.get("/v1/batches").json().path("items").size();

        // The other node has not taken anything yet, and knows.
        JsonNode told = dry(doors.as("watchman", 1), body).json();

        assertThat(told.path("accepted").asInt()).isEqualTo(5);
        assertThat(told.path("duplicate").asInt()).isEqualTo(2);
        assertThat(told.path("rejected").asInt()).isEqualTo(3);
        assertThat(told.path("errors").findValuesAsText("code")).containsExactly("ref-conflict", "ref-conflict",
                "invalid-phone");
        assertThat(told.path("fates").toString()).isEqualTo("{\"frequency-cap\":2,\"send\":2,\"stop-list\":1}");
        assertThat(told.at("/groups/0/warnings").asInt()).isEqualTo(2);
        assertThat(told.at("/groups/0/cost").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(told.path("endsAt").isTextual()).isTrue();
        assertThat(told.at("/samples/0/phone").asText()).isEqualTo("138****8101");
        assertThat(told.at("/samples/0/text").asText()).contains("张三").doesNotContain("{");
        assertThat(told.toString()).doesNotContain("13800138101");
        assertThat(watchman.get("/v1/batches").json().path("items")).hasSize((int) batches);

        JsonNode taken = watchman
                .submit("name=real", "application/x-ndjson", "real", body.getBytes(StandardCharsets.UTF_8)).json();
        for (String count : new String[]{"submitted", "accepted", "duplicate", "rejected"}) {
            assertThat(taken.path(count).asInt()).as(count).isEqualTo(told.path(count).asInt());
        }
        JsonNode counts = Doors.done(watchman, taken.path("id").asText());
        assertThat(counts.path("suppressed").asInt()).isEqualTo(3);
        assertThat(counts.path("reached").asInt()).isEqualTo(2);
        // What this node learnt when it was asked first is not all that it knows.
        assertThat(dry(doors.as("watchman", 1), body).json().path("duplicate").asInt()).isEqualTo(7);
    }

    @Test
    void urgent_warnings_are_no_contacts_of_the_cap() {
        String urgent = row("g1", "13800138201").replace("low", "urgent");
        String body = urgent + urgent.replace("g1", "g2") + row("g3", "13800138201") + row("g4", "13800138201");

        assertThat(dry(watchman, body).json().path("fates").toString()).isEqualTo("{\"frequency-cap\":1,\"send\":3}");

        JsonNode counts = Doors.done(watchman, watchman.taken("mixed", body));
        assertThat(counts.path("suppressed").asInt()).isEqualTo(1);
        assertThat(counts.path("reached").asInt()).isEqualTo(3);
    }

    @Test
    void what_is_wrong_is_said_as_for_a_real_batch() {
        assertThat(watchman.submit("dryRun=yes", "application/x-ndjson", "", new byte[0]).problem())
                .isEqualTo("bad-parameter");
        assertThat(watchman.submit("dryRun=true&grade=x", "application/x-ndjson", "", new byte[0]).problem())
                .isEqualTo("bad-parameter");
        assertThat(
                watchman.submit("dryRun=true", "application/json", "", "{".getBytes(StandardCharsets.UTF_8)).problem())
                .isEqualTo("bad-body");
        assertThat(doors.as("reader").submit("dryRun=true", "application/x-ndjson", "", new byte[0]).status())
                .isEqualTo(403);
    }
}
