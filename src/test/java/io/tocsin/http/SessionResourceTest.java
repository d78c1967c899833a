package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.Scope;
import io.tocsin.access.session.Session;
import io.tocsin.access.session.SessionStore;
import io.tocsin.access.user.Rights;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.config.value.Listen;
import io.tocsin.store.RealRedis;
import io.tocsin.store.access.RedisSessions;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging in, on a real Redis, through the real door, with the clock in hand. */
class SessionResourceTest {
    private static final String PASSWORD = "Correct-Horse-7";
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People people;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Door door;

    private static final class Things implements Resource {
        @Override
        public List<Call> calls() {
            return List.of(Call.get("/v1/things", Set.of(Scope.REVIEW), e -> Json.ok(j -> j.writeString(
                    e.caller().client()))), Call.post("/v1/things", Set.of(Scope.REVIEW), e -> Json.ok(
                            j -> j.writeString("changed"))));
        }
    }

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(), new Things(),
                people.users(), new DocsResource());
        people.add("zhang", "呼伦贝尔", Role.REVIEWER);
    }

    @AfterEach
    void close() {
        door.close();
        redis.close();
    }

    private static void problem(String code, HttpResponse<String> answer) {
        assertThat(Reading.parse(answer.body()).path("type").asText()).as(answer.body()).isEqualTo("/problems/" + code);
    }

    @Test
    void the_first_log_in_asks_for_another_password_before_anything_else() {
        People.In first = People.In.of(door, people.tryIn(door, "zhang", people.given("zhang"), people.code("zhang")));
        problem("password-due", first.get("/v1/things"));
        assertThat(Reading.json(200, first.get("/v1/session")).path("state").asText()).isEqualTo("password");
        for (String weak : List.of("short-A1", "alllowercaseletters", "Zhang-zhang-123", "Aa1Aa1Aa1Aa1")) {
            problem("bad-parameter", first.post("/v1/session/password",
                    "{\"password\":\"" + people.given("zhang") + "\",\"next\":\"" + weak + "\"}"));
        }
        problem("log-in-refused", first.post("/v1/session/password",
                "{\"password\":\"wrong\",\"next\":\"" + PASSWORD + "\"}"));
        People.In in = People.In.of(door, first.post("/v1/session/password",
                "{\"password\":\"" + people.given("zhang") + "\",\"next\":\"" + PASSWORD + "\"}"));
        assertThat(in.get("/v1/things").body()).isEqualTo("\"watchman\"");
        problem("session-over", first.get("/v1/things"));
        people.later(People.CONFIG.passwordAge().plusSeconds(1));
        People.In old = People.In.of(door, people.tryIn(door, "zhang", PASSWORD, people.code("zhang")));
        problem("password-due", old.get("/v1/things"));
    }

    @Test
    void the_cookie_is_kept_from_scripts_and_other_sites_and_redis_knows_only_its_hash() {
        HttpResponse<String> answer = people.tryIn(door, "zhang", people.given("zhang"), people.code("zhang"));
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).startsWith("tocsin=").containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/")
                .doesNotContain("Secure", "Domain");
        String token = cookie.substring("tocsin=".length(), cookie.indexOf(';'));
        assertThat(token).hasSize(43);
        Reply.list(redis.call("KEYS", "*")).forEach(key -> assertThat(Reply.text(key)).doesNotContain(token));
        assertThat(answer.body()).doesNotContain(token);
    }

    @Test
    void whatever_is_wrong_the_answer_is_the_same() {
        String right = people.code("zhang");
        people.add("gone", "呼伦贝尔", Role.REVIEWER);
        people.users.disable("gone", true);
        HttpResponse<String> one = people.tryIn(door, "zhang", "wrong", right);
        for (HttpResponse<String> other : List.of(people.tryIn(door, "zhang", people.given("zhang"), "000000"),
                people.tryIn(door, "nobody", "wrong", right), people.tryIn(door, "gone", people.given("gone"),
                        people.code("gone")))) {
            assertThat(other.statusCode()).isEqualTo(401);
            assertThat(other.body()).isEqualTo(one.body());
            assertThat(other.headers().map().keySet()).isEqualTo(one.headers().map().keySet());
        }
    }

    @Test
    void a_code_counts_once() {
        String code = people.code("zhang");
        assertThat(people.tryIn(door, "zhang", people.given("zhang"), code).statusCode()).isEqualTo(200);
        problem("log-in-refused", people.tryIn(door, "zhang", people.given("zhang"), code));
        people.later(Duration.ofSeconds(30));
        problem("log-in-refused", people.tryIn(door, "zhang", people.given("zhang"), code));
        assertThat(people.tryIn(door, "zhang", people.given("zhang"), people.code("zhang")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zhang", "nobody"})
    void guessing_becomes_slower_and_slower_whether_there_is_such_a_user_or_not(String user) {
        for (int i = 0; i < 5; i++) {
            problem("log-in-refused", people.tryIn(door, user, "guess" + i, "000000"));
        }
        long last = 0;
        for (int i = 0; i < 12; i++) {
            HttpResponse<String> slow = people.tryIn(door, user, "guess", "000000");
            problem("too-many-tries", slow);
            long wait = Long.parseLong(slow.headers().firstValue("retry-after").orElse("0"));
            assertThat(wait).isGreaterThanOrEqualTo(Math.min(900, Math.max(1, last))).isLessThanOrEqualTo(900);
            last = wait;
            people.later(Duration.ofSeconds(wait + 1));
            problem("log-in-refused", people.tryIn(door, user, "guess", "000000"));
        }
        assertThat(last).isEqualTo(900);
        // Not even the right password is looked at meanwhile.
        if (user.equals("zhang")) {
            problem("too-many-tries", people.tryIn(door, user, people.given(user), people.code(user)));
            people.later(Duration.ofSeconds(901));
            assertThat(people.tryIn(door, user, people.given(user), people.code(user)).statusCode()).isEqualTo(200);
            problem("log-in-refused", people.tryIn(door, user, "guess", "000000"));
        }
    }

    @Test
    void guesses_at_the_same_moment_count_too() throws Exception {
        var answers = new java.util.concurrent.ConcurrentLinkedQueue<Integer>();
        List<Thread> all = new java.util.ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(Thread.ofVirtual().start(
                    () -> answers.add(people.tryIn(door, "zhang", "guess", "000000").statusCode())));
        }
        for (Thread one : all) {
            one.join();
        }
        assertThat(answers.stream().filter(status -> status == 401)).hasSize(5);
        assertThat(answers.stream().filter(status -> status == 429)).hasSize(15);
    }

    @Test
    void many_users_from_one_address_are_slowed_down_and_a_log_in_of_ones_own_does_not_help() {
        for (int i = 0; i < 29; i++) {
            people.tryIn(door, "user" + i, "guess", "000000");
        }
        assertThat(people.tryIn(door, "zhang", people.given("zhang"), people.code("zhang")).statusCode())
                .isEqualTo(200);
        problem("log-in-refused", people.tryIn(door, "user30", "guess", "000000"));
        problem("too-many-tries", people.tryIn(door, "user31", "guess", "000000"));
    }

    @Test
    void behind_a_proxy_each_address_is_slowed_down_by_itself_and_stands_with_the_session() {
        for (int i = 0; i < 31; i++) {
            people.tryIn(door, "user" + i, "guess", "000000", "X-Forwarded-For", "1.1.1." + i + ", 203.0.113.7");
        }
        problem("too-many-tries", people.tryIn(door, "user40", "guess", "000000", "X-Forwarded-For", "203.0.113.7"));
        HttpResponse<String> in = people.tryIn(door, "zhang", people.given("zhang"), people.code("zhang"),
                "X-Forwarded-For", "203.0.113.8, 10.1.0.9");
        assertThat(in.statusCode()).isEqualTo(200);
        String cookie = in.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(Reply.text(redis.call("HGET", "login:" + sha("session:" + cookie.substring(cookie.indexOf('=') + 1)),
                "address"))).isEqualTo("203.0.113.8");
        // One user is slowed down from however many addresses.
        for (int i = 0; i < 5; i++) {
            people.tryIn(door, "li", "guess", "000000", "X-Forwarded-For", "198.51.100." + i);
        }
        people.tryIn(door, "li", "guess", "000000", "X-Forwarded-For", "198.51.100.6");
        problem("too-many-tries", people.tryIn(door, "li", "guess", "000000", "X-Forwarded-For", "198.51.100.7"));
    }

    private static String sha(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void sessions_and_waits_go_by_the_clock_of_redis_whatever_the_nodes_think() {
        RedisSessions kept = new RedisSessions(redis);
        long before = redisSeconds();
        Instant now = kept.now();
        assertThat(now.getEpochSecond()).isBetween(before, redisSeconds());
        kept.put(new Session("a".repeat(64), "zhang", 1, now, now.minusSeconds(3600), "10.0.0.1", "b"),
                Duration.ofHours(1));
        SessionStore.Found found = kept.find("a".repeat(64)).orElseThrow();
        assertThat(found.now()).isBetween(now, Instant.ofEpochSecond(redisSeconds() + 1));
        kept.seen("a".repeat(64));
        assertThat(kept.find("a".repeat(64)).orElseThrow().session().seen()).isBetween(now,
                Instant.ofEpochSecond(redisSeconds() + 1));
        SessionStore.Waits waits = new SessionStore.Waits(1, Duration.ofMinutes(10), Duration.ofMinutes(10));
        assertThat(kept.tryOnce("user:zhang", waits)).isZero();
        assertThat(kept.tryOnce("user:zhang", waits)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
    }

    private long redisSeconds() {
        return Long.parseLong(Reply.text(Reply.list(redis.call("TIME")).getFirst()));
    }

    @Test
    void a_log_in_never_goes_on_with_a_session_that_was_there_before() {
        String planted = "tocsin=" + "A".repeat(43);
        HttpResponse<String> answer = people.tryIn(door, "zhang", people.given("zhang"), people.code("zhang"), "Cookie",
                planted);
        People.In in = People.In.of(door, answer);
        assertThat(in.cookie()).isNotEqualTo(planted);
        problem("session-over", new People.In(door, planted, "").get("/v1/session"));
        people.later(Duration.ofSeconds(30));
        People.In next = People.In.of(door,
                people.tryIn(door, "zhang", people.given("zhang"), people.code("zhang"), "Cookie", in.cookie()));
        assertThat(next.cookie()).isNotEqualTo(in.cookie());
        problem("session-over", in.get("/v1/session"));
    }

    @Test
    void what_changes_something_needs_the_sessions_own_token_and_comes_from_this_site() {
        People.In in = people.in(door, "zhang");
        assertThat(in.post("/v1/things", "{}").statusCode()).isEqualTo(200);
        problem("forged", new People.In(door, in.cookie(), "").post("/v1/things", "{}"));
        people.add("li", "呼伦贝尔", Role.REVIEWER);
        problem("forged", new People.In(door, in.cookie(), people.in(door, "li").csrf()).post("/v1/things", "{}"));
        for (String site : List.of("cross-site", "same-site")) {
            problem("forged", door.send("/v1/things", b -> b.header("Cookie", in.cookie())
                    .header("X-Tocsin-Csrf", in.csrf()).header("Sec-Fetch-Site", site)
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))));
            problem("forged", people.tryIn(door, "zhang", PASSWORD, "000000", "Sec-Fetch-Site", site));
        }
        problem("unsupported-media-type", door.send("/v1/session", b -> b.header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(People.body("zhang", PASSWORD, "000000")))));
    }

    @Test
    void an_idle_session_is_locked_until_the_password_is_typed_again_and_ends_all_the_same() {
        People.In in = people.in(door, "zhang");
        people.later(People.CONFIG.idle().minusSeconds(31));
        assertThat(in.get("/v1/things").statusCode()).isEqualTo(200);
        people.later(People.CONFIG.idle().plusSeconds(1));
        problem("session-locked", in.get("/v1/things"));
        problem("session-locked", in.get("/v1/things"));
        problem("log-in-refused", in.post("/v1/session/unlock", "{\"password\":\"wrong\"}"));
        People.In again = People.In.of(door,
                in.post("/v1/session/unlock", "{\"password\":\"" + PASSWORD + "\"}"));
        assertThat(again.cookie()).isNotEqualTo(in.cookie());
        assertThat(again.get("/v1/things").statusCode()).isEqualTo(200);
        problem("session-over", in.get("/v1/things"));
        for (int i = 0; i < 60; i++) {
            people.later(People.CONFIG.idle().minusSeconds(60));
            again.get("/v1/things");
        }
        problem("session-over", again.get("/v1/things"));
    }

    @Test
    void people_see_and_end_their_own_sessions_and_nobody_elses() {
        People.In one = people.in(door, "zhang");
        People.In two = People.In.of(door, people.tryIn(door, "zhang", PASSWORD, people.code("zhang")));
        people.add("li", "呼伦贝尔", Role.REVIEWER);
        People.In other = people.in(door, "li");
        JsonNode all = Reading.json(200, two.get("/v1/sessions")).path("items");
        assertThat(all.findValuesAsText("current")).containsExactly("false", "true");
        String first = all.path(0).path("id").asText();
        assertThat(other.post("/v1/sessions/" + first + "/end", "").statusCode()).isEqualTo(404);
        assertThat(one.get("/v1/things").statusCode()).isEqualTo(200);
        assertThat(two.post("/v1/sessions/" + first + "/end", "").statusCode()).isEqualTo(204);
        problem("session-over", one.get("/v1/things"));
        assertThat(two.post("/v1/session/end", "").headers().firstValue("set-cookie").orElse("")).contains("Max-Age=0");
        problem("session-over", two.get("/v1/things"));
    }

    @Test
    void what_becomes_of_a_user_becomes_of_the_sessions_at_once() {
        People.In in = people.in(door, "zhang");
        people.users.disable("zhang", true);
        problem("session-over", in.get("/v1/things"));
        people.users.disable("zhang", false);
        problem("session-over", in.get("/v1/things"));
        // Nobody asked in between: the session itself was not ended, its user is another version.
        People.In granted = People.In.of(door, people.tryIn(door, "zhang", PASSWORD, people.code("zhang")));
        people.users.grant("zhang", new Rights(Set.of(Role.REVIEWER), new Unit("呼伦贝尔/海拉尔"), null));
        problem("session-over", granted.get("/v1/things"));
        for (int i = 0; i < 7; i++) {
            people.later(Duration.ofSeconds(30));
            assertThat(people.tryIn(door, "zhang", PASSWORD, people.code("zhang")).statusCode()).isEqualTo(200);
        }
        assertThat(Reply.list(redis.call("ZRANGE", "logins:zhang", 0, -1))).hasSize(5);
    }

    @Test
    void every_answer_carries_the_headers_that_protect_browsers() {
        for (String path : List.of("/v1/session", "/nowhere", "/docs", "/health/live", "/v1/things", "/v1/things/")) {
            var headers = door.get(path).headers();
            assertThat(headers.firstValue("x-content-type-options")).as(path).contains("nosniff");
            assertThat(headers.firstValue("referrer-policy")).as(path).contains("no-referrer");
            assertThat(headers.firstValue("x-frame-options")).as(path).contains("DENY");
            assertThat(headers.firstValue("strict-transport-security")).as(path).isEmpty();
            assertThat(headers.firstValue("content-security-policy").orElse("")).as(path)
                    .contains("frame-ancestors 'none'").matches("default-src '(self|none)';.*");
        }
        assertThat(door.get("/v1/session").headers().firstValue("cache-control")).contains("no-store");
        assertThat(door.send("/v1/session", b -> b.method("PUT", HttpRequest.BodyPublishers.noBody())).headers()
                .firstValue("x-content-type-options")).contains("nosniff");
        assertThat(new SecurityHeaders(true).on(com.linecorp.armeria.common.ResponseHeaders.of(200), true)
                .get("strict-transport-security")).isEqualTo("max-age=31536000");
        assertThat(new Guard(new io.tocsin.access.ApiKeys(List.of()), null, true, null).cookie())
                .isEqualTo("__Host-tocsin");
    }
}
