package io.tocsin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.access.user.Role;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.AccessKeys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API keys that are made in the console, on two nodes. */
class KeysDoorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Doors doors;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller security;
    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Caller system;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        doors = Doors.open(Doors.GOOD, "1000/s", "", 2);
        security = doors.person(folder, "sec", Role.SECURITY);
        system = doors.person(folder, "sys", Role.SYSTEM);
    }

    @AfterAll
    static void stop() {
        doors.close();
    }

    private static JsonNode made(String client, String scopes) {
        Caller.Answer answer = security.post("/v1/keys",
                "{\"client\":\"" + client + "\",\"scopes\":[" + scopes + "],\"note\":\"测试\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        JsonNode made = answer.json();
        assertThat(with(made, 0).get("/v1/batches").status()).as("not before the other has approved it").isEqualTo(401);
        Caller.Answer approved = system.post("/v1/keys/" + made.path("id").asText() + "/approve", "");
        assertThat(approved.status()).as(approved.toString()).isEqualTo(200);
        return made;
    }

    private static Caller with(JsonNode key, int node) {
        return doors.by(key.path("key").asText(), node);
    }

    @Test
    void a_key_works_everywhere_until_it_is_taken_back() {
        JsonNode key = made("newcomer", "\"submit\"");
        String batch = with(key, 0).taken("issued", Doors.rows("issued", 2));
        await().atMost(PATIENCE).until(() -> with(key, 1).get("/v1/batches/" + batch).status() == 200);
        assertThat(Doors.done(with(key, 1), batch).path("reached").asInt()).isEqualTo(2);
        assertThat(doors.as("watchman").get("/v1/batches/" + batch).status()).isEqualTo(404);
        assertThat(with(key, 0).get("/v1/carriers").status()).isEqualTo(403);

        JsonNode back = security.post("/v1/keys/" + key.path("id").asText() + "/revoke", "").json();
        assertThat(back.path("holds").asBoolean(true)).isFalse();
        assertThat(with(key, 0).get("/v1/batches/" + batch).status()).isEqualTo(401);
        await().atMost(PATIENCE).until(() -> with(key, 1).get("/v1/batches/" + batch).status() == 401);
        assertThat(doors.as("watchman", 1).get("/v1/batches").status()).isEqualTo(200);
    }

    @Test
    void a_key_for_a_client_of_the_file_is_another_beside_its_own_and_takes_nothing_from_it() {
        Caller file = doors.as("watchman");
        String batch = file.taken("of-the-file", Doors.rows("of-the-file", 1));
        JsonNode key = made("watchman", "\"read\"");
        assertThat(with(key, 0).get("/v1/batches/" + batch).status()).as("the same client's").isEqualTo(200);
        assertThat(with(key, 0).submit("narrow", Doors.row("narrow", 1)).status()).as("its own scopes").isEqualTo(403);
        assertThat(file.taken("wide", Doors.rows("wide", 1))).as("the file's scopes").isNotEmpty();
        assertThat(security.post("/v1/keys/" + key.path("id").asText() + "/revoke", "").status()).isEqualTo(200);
        assertThat(with(key, 0).get("/v1/batches/" + batch).status()).isEqualTo(401);
        assertThat(file.get("/v1/batches/" + batch).status()).as("is not taken back with it").isEqualTo(200);
    }

    @Test
    void the_list_has_no_key_and_the_store_no_hash_in_clear() {
        JsonNode key = made("listed", "\"read\",\"operate\"");
        String listed = security.get("/v1/keys").text();
        assertThat(listed).contains(key.path("id").asText()).contains("\"scopes\":[\"operate\",\"read\"]")
                .doesNotContain(key.path("key").asText());
        try (Redis redis = doors.redis().connect()) {
            String kept = Reply.text(redis.call(Call.of("HGET", AccessKeys.API_KEYS, key.path("id").asText())));
            assertThat(kept).startsWith("2 ").doesNotContain("listed").doesNotContain(key.path("id").asText());
        }
    }

    @Test
    void what_cannot_be_a_key_is_refused_and_named() {
        for (String body : List.of("{\"client\":\"a b\",\"scopes\":[\"read\"]}", "{\"client\":\"a\",\"scopes\":[]}",
                "{\"client\":\"a\",\"scopes\":[\"root\"]}", "{\"client\":\"a\",\"scopes\":[\"read\"],\"days\":0}",
                "{\"client\":\"a\",\"scopes\":[\"read\"],\"key\":\"tk_mine\"}", "{\"scopes\":[\"read\"]}")) {
            assertThat(security.post("/v1/keys", body).status()).as(body).isEqualTo(400);
        }
        assertThat(security.post("/v1/keys/0000000000000000/revoke", "").status()).isEqualTo(404);
    }
}
