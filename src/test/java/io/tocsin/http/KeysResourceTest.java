package io.tocsin.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.IssuedKey;
import io.tocsin.access.user.Role;
import io.tocsin.config.value.Listen;
import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Keys that end, keys of others, keys that were tampered with. */
class KeysResourceTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();
    @SuppressWarnings("NullAway.Init") // set before each test
    private Redis redis;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People people;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Door door;
    @SuppressWarnings("NullAway.Init") // set before each test
    private People.In top;

    @BeforeEach
    void open() {
        redis = SERVER.connect();
        people = new People(redis);
        door = new Door(new HttpConfig(Listen.loopback(0), null), people.guard, people.sessions(), people.keys());
        people.add("top", "呼伦贝尔", Role.SECURITY);
        people.add("below", "呼伦贝尔/海拉尔", Role.SECURITY);
        people.add("sys", "呼伦贝尔", Role.SYSTEM);
        people.add("sysbelow", "呼伦贝尔/海拉尔", Role.SYSTEM);
        top = people.in(door, "top");
    }

    @AfterEach
    void close() {
        door.close();
        redis.close();
    }

    private JsonNode made(String more) {
        JsonNode made = waiting(more);
        people.keys.approve(people.keys.find(made.path("id").asText()).orElseThrow(), "sys");
        return made;
    }

    private JsonNode waiting(String more) {
        return Reading.json(201, top.post("/v1/keys",
                "{\"client\":\"watchman\",\"scopes\":[\"read\"]" + more + "}"));
    }

    @Test
    void only_administrators_of_a_top_unit_keep_keys() {
        String id = made("").path("id").asText();
        People.In below = people.in(door, "below");
        assertThat(below.get("/v1/keys").statusCode()).isEqualTo(403);
        assertThat(below.post("/v1/keys", "{\"client\":\"a\",\"scopes\":[\"read\"]}").statusCode()).isEqualTo(403);
        assertThat(below.post("/v1/keys/" + id + "/revoke", "").statusCode()).isEqualTo(403);
        assertThat(people.keys.all()).singleElement().satisfies(key -> assertThat(key.revoked()).isNull());
    }

    @Test
    void a_key_lets_nobody_in_before_the_other_administrator_has_approved_it() {
        JsonNode made = waiting("");
        String id = made.path("id").asText();
        String approve = "/v1/keys/" + id + "/approve";
        assertThat(made.path("holds").asBoolean()).isFalse();
        assertThat(made.path("approvedBy").isNull()).isTrue();
        assertThat(people.keys.holding()).isEmpty();
        assertThat(top.post(approve, "").statusCode()).as("who made it").isEqualTo(403);
        assertThat(people.in(door, "below").post(approve, "").statusCode()).isEqualTo(403);
        assertThat(people.in(door, "sysbelow").post(approve, "").statusCode()).as("of no top unit").isEqualTo(403);
        People.In system = people.in(door, "sys");
        assertThat(system.post("/v1/keys/0000000000000000/approve", "").statusCode()).isEqualTo(404);
        JsonNode approved = Reading.json(200, system.post(approve, ""));
        assertThat(approved.path("approvedBy").asText()).isEqualTo("sys");
        assertThat(approved.path("holds").asBoolean()).isTrue();
        assertThat(approved.has("key")).isFalse();
        assertThat(people.keys.holding()).extracting(IssuedKey::id).containsExactly(id);
        assertThat(system.post(approve, "").statusCode()).as("once").isEqualTo(409);
        Reading.json(200, top.post("/v1/keys/" + id + "/revoke", ""));
        assertThat(people.keys.holding()).isEmpty();
    }

    @Test
    void who_made_a_key_cannot_approve_it_whatever_the_role_is_by_then_nor_one_that_was_taken_back() {
        IssuedKey mine = people.keys.find(waiting("").path("id").asText()).orElseThrow();
        assertThatThrownBy(() -> people.keys.approve(mine, "top")).hasMessageContaining("another person");
        Reading.json(200, top.post("/v1/keys/" + mine.id() + "/revoke", ""));
        assertThat(people.in(door, "sys").post("/v1/keys/" + mine.id() + "/approve", "").statusCode()).isEqualTo(409);
        assertThatThrownBy(() -> people.keys.approve(mine, "sys")).as("seen before it was taken back")
                .hasMessageContaining("already");
        assertThat(people.keys.holding()).isEmpty();
    }

    @Test
    void a_key_ends_after_its_days() {
        made(",\"days\":30");
        assertThat(people.keys.holding()).hasSize(1);
        people.later(Duration.ofDays(30).minusSeconds(1));
        assertThat(people.keys.holding()).hasSize(1);
        people.later(Duration.ofSeconds(1));
        assertThat(people.keys.holding()).isEmpty();
        assertThat(people.keys.all()).hasSize(1);
    }

    @Test
    void what_stands_under_another_id_lets_nobody_in_and_does_not_disturb_the_others() {
        String id = made("").path("id").asText();
        made("");
        Object value = redis.call(Call.of("HGET", AccessKeys.API_KEYS, id));
        redis.call(Call.of("HSET", AccessKeys.API_KEYS, "ffffffffffffffff", value == null ? new byte[0] : value));
        people.keys.refresh();
        assertThat(people.keys.holding()).hasSize(2).extracting(IssuedKey::id).doesNotContain("ffffffffffffffff");
    }

    private HttpResponse<String> asked(String key) {
        return door.send("/v1/keys", b -> b.header("Authorization", "Bearer " + key));
    }

    @Test
    void a_key_is_held_to_its_rate_and_told_when_to_come_again() {
        JsonNode made = made(",\"rate\":3");
        assertThat(made.path("rate").asInt()).isEqualTo(3);
        String free = made("").path("key").asText();
        String key = made.path("key").asText();
        for (int i = 0; i < 3; i++) {
            assertThat(asked(key).statusCode()).as("request " + i).isNotEqualTo(429);
        }
        HttpResponse<String> over = asked(key);
        assertThat(over.statusCode()).isEqualTo(429);
        assertThat(over.body()).contains("/problems/over-rate", "3 requests a second");
        assertThat(over.headers().firstValue("Retry-After")).contains("1");
        for (int i = 0; i < 20; i++) {
            assertThat(asked(free).statusCode()).as("another key").isNotEqualTo(429);
        }
        people.later(Duration.ofMillis(334));
        assertThat(asked(key).statusCode()).isNotEqualTo(429);
        assertThat(asked(key).statusCode()).isEqualTo(429);
        people.later(Duration.ofSeconds(60));
        for (int i = 0; i < 3; i++) {
            assertThat(asked(key).statusCode()).isNotEqualTo(429);
        }
        assertThat(asked(key).statusCode()).as("a second's worth, however long it was silent").isEqualTo(429);
        assertThat(people.keys.find(made.path("id").asText()).orElseThrow().rate()).isEqualTo(3);
    }

    @Test
    void a_rate_that_cannot_be_is_refused() {
        for (String rate : List.of("0", "-1", "10001", "1.5", "\"3/s\"")) {
            HttpResponse<String> answer = top.post("/v1/keys",
                    "{\"client\":\"watchman\",\"scopes\":[\"read\"],\"rate\":" + rate + "}");
            assertThat(answer.statusCode()).as(rate).isEqualTo(400);
            assertThat(answer.body()).contains("rate");
        }
        assertThat(people.keys.all()).isEmpty();
        assertThat(made(",\"rate\":null").path("rate").isNull()).isTrue();
    }

    @Test
    void a_key_is_taken_back_once() {
        String id = made("").path("id").asText();
        String first = Reading.json(200, top.post("/v1/keys/" + id + "/revoke", "")).path("revoked").asText();
        people.later(Duration.ofMinutes(1));
        assertThat(Reading.json(200, top.post("/v1/keys/" + id + "/revoke", "")).path("revoked").asText())
                .isEqualTo(first);
    }
}
