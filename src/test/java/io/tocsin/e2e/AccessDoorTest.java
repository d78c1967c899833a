package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what, and whose things are seen by whom, over the HTTP door of a wired gateway. */
class AccessDoorTest {
    private static final Map<String, String> KEYS_OF_ONE_SCOPE = Map.of("submit", "submitter", "read", "reader",
            "operate", "operator", "review", "reviewer");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String batch;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String warning;

    @BeforeAll
    static void start() {
        doors = Doors.open(Doors.GOOD, "1000/s",
                Doors.client("submitter", "submit", "") + Doors.client("reviewer", "review", ""), 1);
        batch = doors.as("watchman").taken("access", Doors.rows("access", 2));
        warning = doors.as("watchman").get("/v1/batches/" + batch + "/warnings").json().at("/items/0/id").asText();
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static String concrete(String path) {
        return path.replace("/warnings/{id}", "/warnings/" + warning).replace("{id}", batch)
                .replace("{name}", "cmcc").replace("{code}", "busy");
    }

    @Test
    void every_call_below_v1_needs_a_key_and_no_other_does() {
        for (String call : doors.as("").document().calls()) {
            String[] words = call.split(" ", 2);
            int status = doors.as("").send(words[0], concrete(words[1]), "").status();
            assertThat(status).as(call).isEqualTo(words[1].startsWith("/v1/") ? 401 : 200);
        }
    }

    @Test
    void a_key_may_do_what_the_document_says_of_its_scope_and_nothing_else() {
        JsonNode paths = doors.as("").document().document().path("paths");
        for (String call : doors.as("").document().calls()) {
            String[] words = call.split(" ", 2);
            String first = paths.path(words[1]).path(words[0].toLowerCase(Locale.ROOT)).path("description").asText()
                    .lines().findFirst().orElse("");
            if (words[1].startsWith("/v1/")) {
                KEYS_OF_ONE_SCOPE.forEach((scope, client) -> {
                    Caller.Answer answer = doors.as(client).send(words[0], concrete(words[1]), "");
                    assertThat(answer.status() == 403).as(call + " with the scope " + scope + ": " + answer)
                            .isEqualTo(!first.contains("`" + scope + "`"));
                });
            }
        }
    }

    @Test
    void what_is_another_clients_is_not_there() {
        for (String client : List.of("other", "operator", "reader")) {
            for (String path : List.of("/v1/batches/" + batch, "/v1/batches/" + batch + "/warnings",
                    "/v1/batches/" + batch + "/results", "/v1/warnings/" + warning)) {
                assertThat(doors.as(client).get(path).problem()).as(client + " " + path).isEqualTo("not-found");
            }
            assertThat(doors.as(client).get("/v1/batches").json().path("items")).isEmpty();
        }
        for (String verb : List.of("pause", "resume", "cancel")) {
            assertThat(doors.as("other").post("/v1/batches/" + batch + "/" + verb, "").status()).isEqualTo(404);
        }
        assertThat(Doors.done(doors.as("watchman"), batch).path("reached").asInt()).isEqualTo(2);
        assertThat(doors.as("other").get("/v1/events").json().path("items")).isEmpty();
        assertThat(doors.as("watchman").get("/v1/batches/none").status()).isEqualTo(404);
    }

    @Test
    void probes_meters_and_documents_are_for_everyone() {
        Caller nobody = doors.as("");
        assertThat(nobody.get("/health/live").json().path("status").asText()).isEqualTo("live");
        assertThat(nobody.get("/health/ready").json().path("status").asText()).isEqualTo("ready");
        assertThat(nobody.get("/metrics").text()).contains("tocsin_");
        assertThat(nobody.get("/docs").text()).contains("/v1/batches/{id}/results");
        assertThat(nobody.get("/openapi.yaml").text()).startsWith("openapi: 3.1.0");
        assertThat(nobody.get("/problems/busy", "Accept", "text/html").header("Content-Type")).contains("text/html");
        Caller.Answer chinese = nobody.get("/v1/batches", "Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5");
        assertThat(chinese.json().path("title").asText()).isEqualTo("需要 API 密钥");
        assertThat(chinese.header("Content-Language")).isEqualTo("zh");
        // No number stands in what everyone can see.
        assertThat(nobody.get("/metrics").text()).doesNotContain(Doors.phone("access", 0));
    }
}
