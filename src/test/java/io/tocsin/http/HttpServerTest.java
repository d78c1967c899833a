package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.HttpStatus;
import io.tocsin.access.Scope;
import io.tocsin.config.value.Listen;
import io.tocsin.warning.StoreUnavailableException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private final CountDownLatch hold = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Door door = new Door(new HttpConfig(Listen.loopback(0), null), new HttpLimits(100, 1, 1, 10),
            (method, path, status, nanos) -> heard.add(method + " " + path + " " + status + " " + (nanos > 0)),
            new Things());

    private final class Things implements Resource {
        @Override
        public List<Call> calls() {
            return List.of(
                    Call.get("/v1/things/{id}", Set.of(Scope.SUBMIT, Scope.READ),
                            e -> Json.ok(json -> json.writeString(e.caller().client() + " " + e.path("id")))),
                    Call.post("/v1/things", Set.of(Scope.SUBMIT),
                            e -> Json.answer(HttpStatus.CREATED,
                                    json -> json.writeString(e.json().path("a").asText()))),
                    Call.get("/v1/store", Set.of(Scope.READ), _ -> {
                        throw new StoreUnavailableException("no answer in 2 s");
                    }), Call.get("/v1/bug", Set.of(Scope.READ), _ -> {
                        throw new IllegalStateException("secret detail");
                    }), Call.get("/v1/page", Set.of(Scope.READ),
                            e -> Json.ok(json -> json.writeNumber(e.query("limit", 100, 1, 1000))), "limit"),
                    Call.get("/v1/slow", Set.of(Scope.READ), _ -> {
                        entered.countDown();
                        hold.await();
                        return Json.ok(json -> json.writeBoolean(true));
                    }));
        }
    }

    @AfterEach
    void close() {
        hold.countDown();
        door.close();
    }

    @Test
    void without_a_key_it_is_401_and_says_what_is_expected() {
        HttpResponse<String> answer = door.get("/v1/things/1");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).isEqualTo("""
                {"type":"/problems/unauthorized","title":"An API key is required","status":401,\
                "detail":"got no API key that is known here, expected 'Authorization: Bearer <key>'"}""");
    }

    @Test
    void a_key_without_the_scope_is_403_and_one_with_it_is_served() {
        assertThat(door.get("operator", "/v1/things/1").statusCode()).isEqualTo(403);
        assertThat(door.get("operator", "/v1/things/1").body()).contains("lacks the scope read or submit");
        assertThat(door.get("reader", "/v1/things/7").body()).isEqualTo("\"reader 7\"");
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(heard).contains("GET /v1/things/{id} 200 true"));
    }

    @Test
    void unknown_addresses_and_methods_are_problems_too() {
        assertThat(door.get("/nowhere").statusCode()).isEqualTo(404);
        assertThat(door.get("/nowhere").body()).contains("/problems/not-found").contains("nothing is at /nowhere");
        HttpResponse<String> other = door.get("reader", "/v1/things");
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("allow")).contains("POST");
        assertThat(door.get("reader", "/v1/things").body()).contains("/problems/method-not-allowed");
        assertThat(door.get("/problems/over-rate").body()).contains("\"status\":429");
        assertThat(door.get("/problems/none").statusCode()).isEqualTo(404);
    }

    @Test
    void a_small_body_is_read_as_json_and_refused_when_it_is_none_or_too_large() {
        assertThat(post("{\"a\":\"b\"}").body()).isEqualTo("\"b\"");
        assertThat(post("{\"a\":").statusCode()).isEqualTo(400);
        assertThat(post("").body()).contains("bad-body");
        HttpResponse<String> large = post("\"" + "x".repeat(2 << 20) + "\"");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("/problems/too-large");
    }

    private HttpResponse<String> post(String body) {
        return door.send("/v1/things", b -> b.header("Authorization", "Bearer watchman-key")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void a_store_that_does_not_answer_is_503_and_a_fault_is_500_without_its_detail() {
        HttpResponse<String> store = door.get("reader", "/v1/store");
        assertThat(store.statusCode()).isEqualTo(503);
        assertThat(store.headers().firstValue("Retry-After")).contains("5");
        HttpResponse<String> bug = door.get("reader", "/v1/bug");
        assertThat(bug.statusCode()).isEqualTo(500);
        assertThat(bug.body()).doesNotContain("secret detail");
    }

    @Test
    void a_parameter_out_of_bounds_names_the_bounds() {
        assertThat(door.get("reader", "/v1/page").body()).isEqualTo("100");
        assertThat(door.get("reader", "/v1/page?limit=5").body()).isEqualTo("5");
        assertThat(door.get("reader", "/v1/page?limit=5000").statusCode()).isEqualTo(400);
        assertThat(door.get("reader", "/v1/page?limit=x").body())
                .contains("got 'x', expected a whole number from 1 to 1000");
    }

    @Test
    void more_requests_than_allowed_are_503_and_the_probes_say_how_it_is() throws Exception {
        Thread slow = Thread.ofVirtual().start(() -> door.get("reader", "/v1/slow"));
        assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(door.get("reader", "/v1/things/1").statusCode()).isEqualTo(503);
        hold.countDown();
        await().atMost(Duration.ofSeconds(5)).until(() -> !slow.isAlive());
        assertThat(door.get("/health/live").body()).isEqualTo("{\"status\":\"live\"}");
        assertThat(door.get("/health/ready").statusCode()).isEqualTo(200);
        door.notReady = "the store does not answer";
        assertThat(door.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(door.get("/health/ready").body()).contains("the store does not answer");
        assertThat(door.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(door.get("/metrics").body()).isEqualTo("tocsin_up 1\n");
    }

    @Test
    void metrics_move_to_the_management_listener() {
        try (Door split = new Door(new HttpConfig(Listen.loopback(0), Listen.loopback(0)),
                HttpLimits.defaults(), HttpListener.NONE)) {
            assertThat(split.get("/metrics").statusCode()).isEqualTo(404);
            assertThat(split.managementPort()).isNotEqualTo(split.port());
        }
    }

    @Test
    void an_address_with_a_slash_too_many_leads_to_the_one_without() {
        HttpResponse<String> moved = door.get("watchman", "/v1/page/");
        assertThat(moved.statusCode()).isEqualTo(308);
        assertThat(moved.headers().firstValue("Location")).contains("/v1/page");
        assertThat(door.get("/nothing/").statusCode()).isEqualTo(404);
        assertThat(door.get("//v1/nothing/").statusCode()).isNotEqualTo(308);
        assertThat(door.get("/").body()).contains("/docs says what there is");
    }
}
