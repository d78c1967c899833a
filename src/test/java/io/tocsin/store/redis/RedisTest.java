package io.tocsin.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.store.RealRedis;
import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.place.RedisAddress;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    private static final byte[] CLIENTS = "clients".getBytes(StandardCharsets.UTF_8);

    @Test
    void scripts_unknown_to_redis_are_taught_and_run_in_order() {
        Script intern = Script.load("intern");
        try (Redis redis = SERVER.connect()) {
            redis.call("SCRIPT", "FLUSH");
            assertThat(redis.pipeline(List.of(intern.call(CLIENTS, "a", 9), Call.of("SET", "x", "1"),
                    intern.call(CLIENTS, "b", 9), intern.call(CLIENTS, "a", 9))))
                    .satisfies(all -> assertThat(all.get(0)).isEqualTo(1L))
                    .satisfies(all -> assertThat(all.get(2)).isEqualTo(2L))
                    .satisfies(all -> assertThat(all.get(3)).isEqualTo(1L));
        }
    }

    @Test
    void a_refusal_names_the_script_and_not_its_arguments() {
        try (Redis redis = SERVER.connect()) {
            redis.call("SET", "clients", "no hash");
            assertThatThrownBy(() -> redis.call(Script.load("intern").call(CLIENTS, "13800138000", 9)))
                    .isInstanceOf(StoreUnavailableException.class).hasMessageContaining("script intern")
                    .hasMessageContaining("WRONGTYPE").hasMessageNotContaining("13800138000");
        }
    }

    @Test
    void a_silent_redis_is_given_up_and_serves_again_after_it_wakes() {
        Limits impatient = new Limits(2, Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(2));
        try (Redis patient = SERVER.connect(); Redis redis = Redis.at(SERVER.address(), impatient)) {
            patient.call("CLIENT", "PAUSE", 1500, "ALL");
            assertThatThrownBy(() -> redis.call("GET", "x")).isInstanceOf(StoreUnavailableException.class);
            patient.call("PING");
            redis.call("SET", "x", "right");
            assertThat(Reply.text(redis.call("GET", "x"))).isEqualTo("right");
        }
    }

    @Test
    void a_killed_redis_costs_one_error_and_the_next_call_after_its_restart_works() {
        try (Redis redis = SERVER.connect()) {
            redis.call("SET", "x", "kept");
            SERVER.kill();
            assertThatThrownBy(() -> redis.call("GET", "x")).isInstanceOf(StoreUnavailableException.class);
            SERVER.start();
            assertThat(Reply.text(redis.call("GET", "x"))).isEqualTo("kept");
        }
    }

    @Test
    void with_a_replica_a_safe_write_waits_for_it_and_fails_when_it_is_gone() {
        try (Redis redis = SERVER.connect();
                RealRedis replica = RealRedis.started("--replicaof", "127.0.0.1 " + SERVER.port())) {
            Awaitility.await().until(() -> Reply.text(redis.call("INFO", "replication")).contains("state=online"));
            redis.findReplicas();
            assertThat(redis.pipelineSafely(List.of(Call.of("INCR", "n")))).containsExactly(1L);
            try (Redis other = replica.connect()) {
                assertThat(Reply.number(other.call("GET", "n"))).isEqualTo(1);
            }
            replica.kill();
            assertThatThrownBy(() -> redis.pipelineSafely(List.of(Call.of("INCR", "n"))))
                    .isInstanceOf(StoreUnavailableException.class).hasMessageContaining("no replica");
        }
    }

    @Test
    void idle_connections_to_a_restarted_redis_are_replaced_without_an_error() {
        try (Redis redis = SERVER.connect()) {
            assertThat(redis.idle()).isZero();
            redis.call("PING");
            assertThat(redis.idle()).isEqualTo(1);
            SERVER.restart();
            Awaitility.await().until(() -> redis.idle() == 0);
            assertThat(Reply.text(redis.call("PING"))).isEqualTo("PONG");
        }
    }

    @Test
    void a_round_trip_is_told_by_the_name_of_its_first_call_with_its_time_or_its_failure() {
        List<String> told = new ArrayList<>();
        RoundTrips trips = new RoundTrips() {
            private long now;

            @Override
            public long nanos() {
                return now += 7;
            }

            @Override
            public void ran(String name, long nanos) {
                told.add(name + " " + nanos);
            }

            @Override
            public void failed(String name) {
                told.add(name + " failed");
            }
        };
        try (Redis redis = Redis.at(SERVER.address(), Limits.defaults(), trips)) {
            redis.pipeline(List.of(Call.of("SET", "x", 1), Call.of("GET", "x")));
            redis.call(Script.load("intern").call(CLIENTS, "watchman", 9));
            redis.call("DEL", "clients");
            redis.call("SET", "clients", "no hash");
            assertThatThrownBy(() -> redis.call(Script.load("intern").call(CLIENTS, "watchman", 9)))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(told).containsExactly("SET 7", "intern 7", "DEL 7", "SET 7", "intern failed");
    }

    @Test
    void addresses_are_read_without_showing_passwords() {
        assertThat(RedisAddress.parse("redis://:p%40ss@example.org/3"))
                .isEqualTo(new RedisAddress("example.org", 6379, null, "p@ss", 3, false, null))
                .hasToString("example.org:6379");
        assertThat(RedisAddress.parse("rediss://u:p@h:7000"))
                .isEqualTo(new RedisAddress("h", 7000, "u", "p", 0, true, null));
        assertThatThrownBy(() -> RedisAddress.parse("redis://u:sec ret@h")).hasMessageNotContaining("sec ret");
    }

    /** A second user under a name that is taken would overwrite the file of the first. */
    @Test
    void a_script_has_one_user() throws IOException {
        Pattern loaded = Pattern.compile("Script\\.(?:load|withPrelude)\\(\"(\\w+)\"");
        Map<String, Set<String>> users = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/io/tocsin"))) {
            for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                loaded.matcher(Files.readString(file)).results().forEach(found -> users
                        .computeIfAbsent(found.group(1), _ -> new TreeSet<>()).add(file.getFileName().toString()));
            }
        }
        users.remove("version"); // Of anything: it reads one field.
        assertThat(users).hasSizeGreaterThan(30)
                .allSatisfy((script, classes) -> assertThat(classes).as(script).hasSize(1));
    }
}
