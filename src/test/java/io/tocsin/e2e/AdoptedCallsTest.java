package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.simulate.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls outlive the gateway that began them, and are followed by the next one. */
class AdoptedCallsTest {
    private static final int CALLS = 12;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final String PLAYBOOK = "  default: { steps: [ { channel: voice, dialog: warn, attempts: 2 } ] }\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Calls calls;

    /** Nobody hangs up before a test says so; to numbers that end with 2009 nobody talks. */
    @BeforeEach
    void start() throws IOException, InterruptedException {
        calls = new Calls(folder, new Span(3_600_000, 3_600_000));
    }

    @AfterEach
    void stop() {
        calls.close();
    }

    private Path config(String node, int port) throws IOException {
        return Files.writeString(folder.resolve(node + ".yaml"), calls.yaml(node, port, 2 * CALLS, "", PLAYBOOK));
    }

    private static String submit(Caller caller) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < CALLS; i++) {
            rows.append("{\"ref\":\"").append(i).append("\",\"phone\":\"138").append("%04d".formatted(i))
                    .append("2009\"}\n");
        }
        return caller.submit("name=x&grade=high", "application/x-ndjson", "adopted",
                rows.toString().getBytes(StandardCharsets.UTF_8)).json().path("id").asText();
    }

    private static int up(Caller caller) {
        return caller.get("/v1/carriers").json().path("items").path(0).path("window").path("used").asInt();
    }

    private static void eventually(String what, java.util.concurrent.Callable<Boolean> holds) {
        await(what).atMost(Doors.PATIENCE).pollInterval(LOOK).until(holds);
    }

    private void check(Caller caller, String batch, String by) {
        JsonNode counts = Doors.done(caller, batch);
        assertThat(counts.path("reached").asInt()).isEqualTo(CALLS);
        assertThat(calls.pbx.counts().originates()).as("calls asked for").isEqualTo(CALLS);
        assertThat(calls.pbx.counts().repeated()).isZero();
        JsonNode one = caller.get("/v1/batches/" + batch + "/warnings").json().path("items").path(0);
        JsonNode timeline = caller.get("/v1/warnings/" + one.path("id").asText()).json().path("timeline");
        assertThat(timeline.findValuesAsText("kind")).containsExactly("accepted", "fenced", "adopted", "call-ended");
        assertThat(timeline.path(2).path("text").asText()).isEqualTo(by);
        assertThat(timeline.path(2).path("attempt").asText()).isEqualTo(timeline.path(1).path("attempt").asText());
    }

    @Test
    void a_gateway_that_was_killed_and_starts_again_follows_its_calls() throws Exception {
        int port = GatewayProcess.freePort();
        Path config = config("one", port);
        Caller caller = new Caller(port, Calls.key());
        String batch;
        try (GatewayProcess first = GatewayProcess.start(config, port)) {
            batch = submit(caller);
            eventually("calls are up", () -> calls.pbx.counts().live() == CALLS);
            first.kill();
        }
        try (GatewayProcess next = GatewayProcess.start(config, port)) {
            eventually("they are followed", () -> up(caller) == CALLS);
            calls.pbx.hangUpAll();
            check(caller, batch, "one");
            assertThat(next.stop()).isEqualTo(143);
        }
    }

    @Test
    void a_gateway_that_is_stopped_leaves_its_calls_to_another() throws Exception {
        int port = GatewayProcess.freePort();
        int other = GatewayProcess.freePort();
        Caller caller = new Caller(other, Calls.key());
        String batch;
        try (GatewayProcess first = GatewayProcess.start(config("one", port), port)) {
            batch = submit(new Caller(port, Calls.key()));
            eventually("calls are up", () -> calls.pbx.counts().live() == CALLS);
            try (GatewayProcess second = GatewayProcess.start(config("two", other), other)) {
                assertThat(first.stop()).isEqualTo(143);
                eventually("they are followed", () -> up(caller) == CALLS);
                calls.pbx.hangUpAll();
                check(caller, batch, "two");
                assertThat(second.stop()).isEqualTo(143);
            }
        }
    }
}
