package io.tocsin.store.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.access.user.Credentials;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.User;
import io.tocsin.access.user.UserStore;
import io.tocsin.config.value.Secret;
import io.tocsin.store.redis.Call;
import io.tocsin.store.redis.Keys;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.store.redis.Script;
import io.tocsin.store.secret.BlockCipher;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Users in Redis: a value each, its version in front. Password hash and second factor are encrypted
 * once more, bound to the user's name, so that nobody who can write to Redis can exchange them.
 */
public final class RedisUsers implements UserStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Redis redis;
    private final BlockCipher cipher;
    private final Script put = Script.load("version");

    /** Takes connections and what encrypts. */
    public RedisUsers(Redis redis, BlockCipher cipher) {
        this.redis = redis;
        this.cipher = cipher;
    }

    @Override
    public Optional<User> find(String name) {
        byte[] value = Reply.bytes(redis.call(Call.of("HGET", Keys.USERS, name)));
        return value == null ? Optional.empty() : Optional.of(read(name, new String(value, StandardCharsets.UTF_8)));
    }

    @Override
    public List<User> all() {
        List<@Nullable Object> all = Reply.list(redis.call(Call.of("HGETALL", Keys.USERS)));
        List<User> users = new ArrayList<>();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            users.add(read(Reply.text(all.get(i)), Reply.text(all.get(i + 1))));
        }
        users.sort(Comparator.comparing(User::name));
        return users;
    }

    @Override
    public boolean put(User next) {
        return Reply.number(redis.call(put.call(Keys.USERS.getBytes(StandardCharsets.UTF_8), next.name(),
                next.version() - 1, next.version() + " " + write(next), MOST))) == 1;
    }

    private String write(User user) {
        ObjectNode json = JSON.createObjectNode().put("display", user.display()).put("unit", user.unit().path())
                .put("client", user.client()).put("disabled", user.disabled())
                .put("oneTime", user.credentials().oneTime())
                .put("changed", user.credentials().changed().toEpochMilli());
        Role.codes(user.roles()).forEach(json.withArray("roles")::add);
        byte[] secrets = JSON.createObjectNode().put("password", user.credentials().password().reveal())
                .put("totp", user.credentials().totp().reveal()).toString().getBytes(StandardCharsets.UTF_8);
        json.put("secrets",
                Base64.getEncoder().encodeToString(cipher.encrypt(place(user.name()), secrets, secrets.length)));
        return json.toString();
    }

    private User read(String name, String value) {
        try {
            int space = value.indexOf(' ');
            JsonNode json = JSON.readTree(value.substring(space + 1));
            JsonNode secrets = JSON.readTree(
                    cipher.decrypt(place(name), Base64.getDecoder().decode(json.path("secrets").textValue())));
            Set<Role> roles = EnumSet.noneOf(Role.class);
            StreamSupport.stream(json.path("roles").spliterator(), false)
                    .flatMap(code -> Role.of(code.asText()).stream()).forEach(roles::add);
            return new User(name, json.path("display").asText(), roles, new Unit(json.path("unit").asText()),
                    json.path("client").textValue(), json.path("disabled").asBoolean(true),
                    new Credentials(Secret.of(secrets.path("password").asText()),
                            Secret.of(secrets.path("totp").asText()),
                            json.path("oneTime").asBoolean(true),
                            Instant.ofEpochMilli(json.path("changed").asLong())),
                    Long.parseLong(value.substring(0, space)));
        } catch (IOException | RuntimeException e) {
            throw damaged(name, e);
        }
    }

    private static StoreUnavailableException damaged(String name, Exception e) {
        return new StoreUnavailableException("what is stored of user " + name + " is damaged: " + e.getMessage(), e);
    }

    private static String place(String name) {
        return Keys.USERS + "/" + name;
    }
}
