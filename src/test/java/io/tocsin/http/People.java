package io.tocsin.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.config.value.AddressRange;
import io.tocsin.config.value.CryptoProfile;
import io.tocsin.access.ApiKeys;
import io.tocsin.access.KeyRates;
import io.tocsin.access.audit.AuditTrail;
import io.tocsin.access.IssuedKeys;
import io.tocsin.access.password.Passwords;
import io.tocsin.access.password.Totp;
import io.tocsin.access.session.AccessConfig;
import io.tocsin.access.session.LogIn;
import io.tocsin.access.session.SessionStore;
import io.tocsin.access.session.Sessions;
import io.tocsin.access.user.Grants;
import io.tocsin.access.user.Role;
import io.tocsin.access.user.Unit;
import io.tocsin.access.user.UserStore;
import io.tocsin.access.user.Users;
import io.tocsin.store.StoreRig;
import io.tocsin.store.access.RedisAudit;
import io.tocsin.store.access.RedisGrants;
import io.tocsin.store.access.RedisIssuedKeys;
import io.tocsin.store.access.RedisSessions;
import io.tocsin.store.access.RedisUsers;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.store.secret.BlockCipher;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** People with passwords and second factors, on a clock that is moved by hand. */
final class People {
    static final AccessConfig CONFIG = AccessConfig.defaults();
    private final Map<String, Users.Enrolment> made = new HashMap<>();
    private Instant now = Instant.parse("2026-08-01T00:00:00Z");
    final AuditTrail trail;
    final Users users;
    final Grants grants;
    final IssuedKeys keys;
    final Guard guard;
    private final LogIn logIn;
    private final Sessions sessions;

    People(Redis redis) {
        BlockCipher cipher = new BlockCipher(StoreRig.KEY, new Random(5)::nextBytes);
        UserStore store = new RedisUsers(redis, cipher);
        keys = new IssuedKeys(new RedisIssuedKeys(redis, cipher), () -> now);
        trail = new AuditTrail(new RedisAudit(redis, Duration.ofDays(180)), CryptoProfile.INTL, "gw-1", () -> now);
        SessionStore kept = new RedisSessions(redis, () -> now);
        Passwords passwords = new Passwords(new Passwords.Cost(64, 1));
        users = new Users(store, passwords, () -> now);
        grants = new Grants(users, new RedisGrants(redis, cipher), () -> now);
        sessions = new Sessions(kept, store, CONFIG);
        logIn = new LogIn(users, passwords, kept, sessions);
        guard = new Guard(
                new ApiKeys(List.of(Door.key("watchman", io.tocsin.access.Scope.SUBMIT)), () -> keys.holding()),
                sessions, false,
                trail, List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("10.1.0.0/16")),
                new KeyRates(() -> now.toEpochMilli() * 1_000_000));
    }

    /** For those who only look at what there is. */
    static People onNothing() {
        return new People(Redis.at(RedisAddress.loopback(1, null), Limits.defaults()));
    }

    KeysResource keys() {
        return new KeysResource(keys, () -> now);
    }

    UsersResource users() {
        return new UsersResource(users, grants, sessions);
    }

    /** Whether anybody of that name is logged in. */
    boolean isLoggedIn(String name) {
        return !sessions.of(name).isEmpty();
    }

    SessionResource sessions() {
        return new SessionResource(logIn, sessions, guard);
    }

    void later(Duration time) {
        now = now.plus(time);
    }

    /** A user who is as far as the first log-in. */
    void add(String name, String unit, Role... roles) {
        made.put(name, users.add(name, name, Set.of(roles), new Unit(unit), "watchman"));
    }

    /** The password the user was given. */
    String given(String name) {
        return Objects.requireNonNull(made.get(name)).password();
    }

    /** What the app of the user shows now. */
    String code(String name) {
        byte[] secret = Objects.requireNonNull(made.get(name)).user().credentials().totpBytes();
        return Totp.code(secret, Totp.step(now));
    }

    static String body(String user, String password, String code) {
        return "{\"user\":\"" + user + "\",\"password\":\"" + password + "\",\"code\":\"" + code + "\"}";
    }

    /** A try to log in. */
    HttpResponse<String> tryIn(Door door, String user, String password, String code, String... headers) {
        return door.send("/v1/session", b -> {
            b.header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body(user, password, code)));
            return headers.length == 0 ? b : b.headers(headers);
        });
    }

    /** Someone who is logged in. */
    record In(Door door, String cookie, String csrf) {
        static In of(Door door, HttpResponse<String> answer) {
            JsonNode body = Reading.json(200, answer);
            String cookie = answer.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
            return new In(door, cookie, body.path("csrf").asText());
        }

        HttpResponse<String> get(String path) {
            return door.send(path, b -> b.header("Cookie", cookie));
        }

        HttpResponse<String> post(String path, String body) {
            return send("POST", path, body);
        }

        HttpResponse<String> send(String method, String path, String body) {
            return door.send(path, b -> b.header("Cookie", cookie).header("X-Tocsin-Csrf", csrf).method(method,
                    HttpRequest.BodyPublishers.ofString(body)));
        }
    }

    /** Logs in for the first time and changes the password to {@code Correct-Horse-7}. */
    In in(Door door, String user) {
        In first = In.of(door, tryIn(door, user, given(user), code(user)));
        In in = In.of(door, first.post("/v1/session/password",
                "{\"password\":\"" + given(user) + "\",\"next\":\"Correct-Horse-7\"}"));
        later(Duration.ofSeconds(30));
        return in;
    }
}
