package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The switches of two nodes on one Redis, thrown at one of them and seen at the carrier. */
class SteerDoorTest {
    private static final Duration STILL = Duration.ofSeconds(1);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller watchman;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller operator;

    @BeforeAll
    static void start() {
        doors = Doors.open(Doors.GOOD, "100/s", "", 2);
        watchman = doors.as("watchman", 0);
        operator = doors.as("operator", 1);
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    /** One test's fault is not the next one's. */
    @AfterEach
    void undo() {
        operator.post("/v1/carriers/cmcc/resume", "");
        operator.send("PATCH", "/v1/carriers/cmcc", "{\"rate\":null,\"weight\":null}");
    }

    private static long sent() {
        return doors.carrier().counts().submits();
    }

    /** Nothing is sent for a while, from a moment that must come soon. */
    private static void assertStill() {
        await().atMost(Doors.PATIENCE).pollInterval(Duration.ofMillis(100)).during(STILL).until(new Unchanged());
    }

    /** Whether nothing was sent since it was asked last. */
    private static final class Unchanged implements java.util.concurrent.Callable<Boolean> {
        private long before = -1;

        @Override
        public Boolean call() {
            long now = sent();
            boolean same = now == before;
            before = now;
            return same;
        }
    }

    private static void assertSends() {
        long before = sent();
        await().atMost(Doors.PATIENCE).until(() -> sent() > before);
    }

    @Test
    void a_batch_pauses_on_every_node_goes_on_and_is_cancelled() {
        String batch = watchman.taken("steered", Doors.rows("steered", 20_000));
        assertSends();

        assertThat(watchman.post("/v1/batches/" + batch + "/pause", "").json().path("state").asText())
                .isEqualTo("paused");
        assertStill();
        assertThat(doors.as("watchman", 1).post("/v1/batches/" + batch + "/pause", "").status()).isEqualTo(200);

        assertThat(doors.as("watchman", 1).post("/v1/batches/" + batch + "/resume", "").json().path("state").asText())
                .isEqualTo("running");
        assertSends();

        assertThat(watchman.post("/v1/batches/" + batch + "/cancel", "").status()).isEqualTo(200);
        assertStill();
        await().atMost(Doors.PATIENCE).until(() -> {
            JsonNode counts = watchman.get("/v1/batches/" + batch).json().path("counts");
            return counts.path("cancelled").asInt() + counts.path("reached").asInt() == 20_000;
        });
        JsonNode end = watchman.get("/v1/batches/" + batch).json();
        assertThat(end.path("state").asText()).isIn("cancelled", "done");
        assertThat(end.at("/counts/cancelled").asInt()).isGreaterThan(10_000);
        assertThat(watchman.post("/v1/batches/" + batch + "/resume", "").status()).isEqualTo(409);
        assertThat(watchman.get("/v1/batches/" + batch + "/warnings?state=cancelled&limit=1").json().path("items"))
                .hasSize(1);
    }

    @Test
    void a_suspended_carrier_gets_nothing_from_any_node_until_it_is_resumed() {
        String batch = watchman.taken("suspended", Doors.rows("suspended", 5_000));
        assertSends();

        assertThat(operator.post("/v1/carriers/cmcc/suspend", "").json().path("suspended").asBoolean()).isTrue();

        assertStill();
        assertThat(watchman.get("/v1/batches/" + batch).json().at("/counts/reached").asInt()).isLessThan(5_000);
        assertThat(operator.post("/v1/carriers/cmcc/resume", "").json().path("suspended").asBoolean()).isFalse();
        assertSends();
        watchman.post("/v1/batches/" + batch + "/cancel", "");
        assertThat(operator.post("/v1/carriers/none/suspend", "").status()).isEqualTo(404);
    }

    @Test
    void one_person_stops_everything_on_every_node_and_two_let_it_go_on(@TempDir Path folder) throws IOException {
        Caller zhang = doors.person(folder, "zhang", Role.DUTY);
        Caller li = doors.person(folder, "li", Role.DUTY);
        String batch = watchman.taken("braked", Doors.rows("braked", 5_000));
        assertSends();
        try {
            JsonNode stopped = zhang.post("/v1/stop", "{\"reason\":\"模板写错了\"}").json();
            assertThat(stopped.path("by").asText()).isEqualTo("zhang");
            assertStill();
            String urgent = watchman.taken("urgent", "{\"ref\":\"u1\",\"phone\":\"13800138999\",\"grade\":\"urgent\"}");
            assertStill();
            for (int node = 0; node < 2; node++) {
                assertThat(doors.as("", node).get("/health/ready").json().path("stopped").asBoolean()).isTrue();
                assertThat(doors.as("", node).get("/metrics").text()).contains("tocsin_stopped 1.0");
                assertThat(doors.as("reader", node).get("/v1/stop").json().path("reason").asText()).isEqualTo("模板写错了");
            }
            String reason = "{\"reason\":\"已更正\"}";
            assertThat(operator.post("/v1/stop/release", reason).status()).isEqualTo(403);
            JsonNode request = zhang.post("/v1/stop/release", reason).json().path("release");
            assertThat(request.path("by").asText()).isEqualTo("zhang");
            String confirms = "{\"reason\":\"已更正\",\"confirms\":\"" + request.path("id").asText() + "\"}";
            assertThat(zhang.post("/v1/stop/release", confirms).problem()).isEqualTo("conflict");
            Caller.Answer alsoAsks = li.post("/v1/stop/release", reason);
            assertThat(alsoAsks.problem()).as("who asks confirms nobody").isEqualTo("conflict");
            assertThat(alsoAsks.json().path("detail").asText())
                    .contains("release asked by zhang (" + request.path("id").asText() + "): 已更正");
            assertThat(operator.post("/v1/stop", "{\"reason\":\"not yet\"}").json().path("release").isNull()).isTrue();
            assertThat(li.post("/v1/stop/release", confirms).problem()).as("withdrawn").isEqualTo("conflict");
            String again = zhang.post("/v1/stop/release", reason).json().at("/release/id").asText();
            assertThat(li.post("/v1/stop/release", confirms).problem()).as("not what waits now").isEqualTo("conflict");
            assertStill();
            assertThat(li.post("/v1/stop/release", confirms.replace(request.path("id").asText(), again)).json()
                    .path("stopped").asBoolean()).isFalse();
            assertThat(li.post("/v1/stop/release", reason).problem()).isEqualTo("conflict");
            assertSends();
            Doors.done(watchman, urgent);
        } finally {
            Doors.sendAgain(zhang, li);
        }
        watchman.post("/v1/batches/" + batch + "/cancel", "");
        assertThat(doors.person(folder, "auditor", Role.AUDIT).get("/v1/audit").text()).contains(
                "\"act\":\"stop.all\",\"subject\":\"all sending\",\"before\":\"sending\",\"after\":\"模板写错了\"",
                "\"act\":\"stop.release-ask\"", "\"act\":\"stop.release-confirm\"");
    }

    @Test
    void a_rate_is_changed_live_and_taken_back() {
        String patch = "/v1/carriers/cmcc";
        long begun = System.nanoTime();
        long before = sent();
        String batch = watchman.taken("adjusted", Doors.rows("adjusted", 5_000));
        assertSends();

        JsonNode slow = operator.send("PATCH", patch, "{\"rate\":\"1/h\",\"weight\":7}").json();

        assertThat(slow.path("ratePerSecond").asDouble()).isLessThan(0.001);
        assertThat(slow.path("weight").asInt()).isEqualTo(7);
        assertThat(slow.path("adjusted").asBoolean()).isTrue();
        assertStill();

        JsonNode back = operator.send("PATCH", patch, "{\"rate\":null,\"weight\":null}").json();

        assertThat(back.path("adjusted").asBoolean()).isFalse();
        assertThat(back.path("ratePerSecond").asInt()).isEqualTo(100);
        assertSends();
        watchman.post("/v1/batches/" + batch + "/cancel", "");
        assertThat(operator.send("PATCH", patch, "{\"calls\":3}").status()).isEqualTo(400);
        assertThat(operator.send("PATCH", patch, "{\"rate\":\"fast\"}").problem()).isEqualTo("bad-parameter");
        // What has arrived was sent before, so that is never more than the rate allows since before the
        // first; a
        // second's worth for the edges. In one second more may arrive than was sent in any.
        assertThat(sent() - before).isLessThanOrEqualTo((long) (100 * ((System.nanoTime() - begun) / 1e9 + 1)));
    }

    /** The account's one session is held by one of the nodes. */
    @Test
    void carriers_say_how_they_are_on_each_node() {
        await().atMost(Doors.PATIENCE).until(() -> Stream.of(0, 1).map(SteerDoorTest::carrier)
                .filter(carrier -> carrier.path("up").asBoolean()).count() == 1);
        for (int node = 0; node < 2; node++) {
            JsonNode carrier = carrier(node);
            assertThat(carrier.path("name").asText()).isEqualTo("cmcc");
            assertThat(carrier.path("breaker").asText()).isEqualTo("closed");
            assertThat(carrier.path("detail").asText().isEmpty()).isEqualTo(carrier.path("up").asBoolean());
        }
    }

    private static JsonNode carrier(int node) {
        return doors.as("operator", node).get("/v1/carriers").json().at("/items/0");
    }

    @Test
    void a_stopped_number_is_not_contacted_and_the_timeline_says_why() {
        String phone = Doors.phone("stopped", 0);
        String body = "{\"phone\":\"+86 " + phone + "\",\"reason\":\"asked not to be called\"}";
        assertThat(operator.post("/v1/stop-list", body).status()).isEqualTo(201);
        assertThat(watchman.post("/v1/stop-list", body).status()).isEqualTo(200);
        JsonNode known = watchman.post("/v1/stop-list/lookup", "{\"phone\":\"" + phone + "\"}").json();
        assertThat(known.path("stopped").asBoolean()).isTrue();
        assertThat(known.path("reason").asText()).isEqualTo("asked not to be called");
        assertThat(known.path("since").asText()).endsWith("+08:00");

        String batch = watchman.taken("stopped", Doors.rows("stopped", 2));

        JsonNode counts = Doors.done(watchman, batch);
        assertThat(counts.path("suppressed").asInt()).isOne();
        assertThat(counts.path("reached").asInt()).isOne();
        JsonNode kept = watchman.get("/v1/batches/" + batch + "/warnings?state=suppressed").json().at("/items/0");
        assertThat(kept.path("cause").asText()).isEqualTo("STOP_LIST");
        assertThat(kept.path("carrier").isNull()).isTrue();
        String warning = kept.path("id").asText();
        JsonNode timeline = watchman.get("/v1/warnings/" + warning).json().path("timeline");
        assertThat(timeline.findValuesAsText("kind")).containsExactly("accepted", "suppressed");
        assertThat(timeline.findValuesAsText("text")).contains("stop-list");
        assertThat(kept.path("changed").asText()).isEqualTo(timeline.get(1).path("at").asText());

        String only = "{\"phone\":\"" + phone + "\"}";
        assertThat(operator.post("/v1/stop-list/remove", only).json().path("removed").asBoolean()).isTrue();
        assertThat(operator.post("/v1/stop-list/remove", only).json().path("removed").asBoolean()).isFalse();
        assertThat(operator.post("/v1/stop-list/lookup", only).json().path("stopped").asBoolean()).isFalse();
        String again = watchman.taken("allowed", Doors.row("allowed", 0).replaceAll("138[0-9]{8}", phone));
        assertThat(Doors.done(watchman, again).path("reached").asInt()).isOne();
    }
}
