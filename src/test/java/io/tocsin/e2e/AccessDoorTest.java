package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whose things are seen by whom, over the HTTP door of a wired gateway. */
class AccessDoorTest {
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String batch;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static String warning;

    @BeforeAll
    static void start() {
        doors = Doors.open();
        batch = doors.as("watchman").taken("access", Doors.rows("access", 2));
        warning = doors.as("watchman").get("/v1/batches/" + batch + "/warnings").json().at("/items/0/id").asText();
    }

    @AfterAll
    static void stop() {
        doors.close();
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
