package io.tocsin.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.store.redis.place.Limits;
import io.tocsin.store.redis.Redis;
import io.tocsin.store.redis.Reply;
import io.tocsin.warning.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Limits LIMITS = new Limits(4, Duration.ofSeconds(2), Duration.ofSeconds(5),
            Duration.ofSeconds(5));
    private final Random random = new Random(9);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path dir;

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void what_was_written_is_there_after_a_stop_and_a_start() {
        int port;
        try (DataFolder folder = DataFolder.open(dir); EmbeddedRedis server = start(folder)) {
            port = server.address().port();
            set(server, "x", "kept");
            assertThat(setting(server, "appendfsync")).isEqualTo("always");
            assertThat(setting(server, "appendonly")).isEqualTo("yes");
            assertThat(setting(server, "maxmemory-policy")).isEqualTo("noeviction");
            assertThat(setting(server, "save")).isEmpty();
        }
        try (DataFolder folder = DataFolder.open(dir); EmbeddedRedis server = start(folder)) {
            assertThat(get(server, "x")).isEqualTo("kept");
            assertThat(server.address().port()).isEqualTo(port);
        }
    }

    @Test
    void the_carried_binary_serves_where_none_is_installed_and_older_ones_never_read_newer_data() {
        try (DataFolder folder = DataFolder.open(dir)) {
            try (EmbeddedRedis server = EmbeddedRedis.start(folder, surroundings(""))) {
                set(server, "x", "kept");
            }
            if (installed()) {
                try (EmbeddedRedis server = start(folder)) {
                    assertThat(get(server, "x")).isEqualTo("kept");
                }
                assertThatThrownBy(() -> EmbeddedRedis.start(folder, surroundings("")))
                        .isInstanceOf(IllegalStateException.class).hasMessageContaining("was written by Redis");
            }
        }
    }

    @Test
    void a_folder_in_use_is_refused() {
        try (DataFolder folder = DataFolder.open(dir)) {
            assertThatThrownBy(() -> DataFolder.open(dir)).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another gateway is running on " + folder.path());
        }
        DataFolder.open(dir).close();
    }

    @Test
    void a_redis_that_dies_is_started_again_with_the_same_port_and_password() {
        try (DataFolder folder = DataFolder.open(dir);
                EmbeddedRedis server = start(folder);
                Redis redis = Redis.at(server.address(), LIMITS)) {
            redis.call("SET", "x", "kept");
            ProcessHandle first = server.process().orElseThrow();
            first.destroyForcibly();
            Awaitility.await().atMost(SOON).until(() -> server.process().filter(now -> now.pid() != first.pid())
                    .isPresent() && server.trouble().isEmpty());
            Awaitility.await().atMost(SOON).ignoreExceptionsInstanceOf(StoreUnavailableException.class)
                    .until(() -> Reply.text(redis.call("GET", "x")).equals("kept"));
        }
    }

    @Test
    void one_that_cannot_be_started_again_is_tried_until_it_can() throws IOException {
        try (DataFolder folder = DataFolder.open(dir); EmbeddedRedis server = start(folder)) {
            set(server, "x", "kept");
            Path obstacle = Files.createDirectories(dir.resolve("redis.properties.part/inside"));
            ProcessHandle first = server.process().orElseThrow();
            first.destroyForcibly();
            Awaitility.await().atMost(SOON).until(() -> server.trouble().orElse("").contains("cannot write"));
            assertThat(server.trouble().orElse("")).as("what kept it from that").contains("redis.properties.part");
            Files.delete(obstacle);
            Awaitility.await().atMost(SOON).until(() -> server.process().isPresent() && server.trouble().isEmpty());
            assertThat(get(server, "x")).isEqualTo("kept");
            assertThat(server.recentTrouble().orElse("")).contains("cannot write");
        }
    }

    @Test
    void an_orphan_whose_number_was_not_written_down_any_more_is_found_by_its_port() throws IOException {
        try (DataFolder folder = DataFolder.open(dir)) {
            EmbeddedRedis lost = start(folder);
            set(lost, "x", "kept");
            scheduler.shutdownNow(); // its gateway does nothing for it any more
            ProcessHandle orphan = lost.process().orElseThrow();
            Path file = dir.resolve("redis.properties");
            Files.writeString(file, Files.readString(file).replaceAll("pid=\\d+", "pid=0"));
            try (EmbeddedRedis server = start(folder)) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(server.address().port()).isEqualTo(lost.address().port());
                assertThat(get(server, "x")).isEqualTo("kept");
            }
        }
    }

    @Test
    void the_orphan_of_a_killed_gateway_is_ended_before_a_new_start() {
        try (DataFolder folder = DataFolder.open(dir)) {
            EmbeddedRedis lost = start(folder);
            set(lost, "x", "kept");
            scheduler.shutdownNow(); // its gateway does nothing for it any more
            ProcessHandle orphan = lost.process().orElseThrow();
            try (EmbeddedRedis server = start(folder)) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(get(server, "x")).isEqualTo("kept");
            }
        }
    }

    @Test
    void a_copy_of_the_folder_leaves_the_redis_of_the_original_alone() throws IOException {
        Path copy = dir.resolve("unpacked");
        try (DataFolder folder = DataFolder.open(dir.resolve("original")); EmbeddedRedis original = start(folder)) {
            set(original, "x", "original");
            String record = Files.readString(folder.path().resolve("redis.properties"));
            assertThat(record).contains("folder=" + folder.path().toRealPath());
            for (String copied : List.of(record, record.replaceAll("folder=.*", ""),
                    record.replaceAll("folder=.*", "").replaceAll("pid=\\d+", "pid=0"))) {
                try (DataFolder elsewhere = DataFolder.open(copy)) {
                    elsewhere.write("redis.properties", copied);
                    try (EmbeddedRedis server = start(elsewhere)) {
                        assertThat(get(original, "x")).isEqualTo("original");
                        assertThat(get(server, "x")).isEmpty();
                        assertThat(server.address().password()).isNotEqualTo(original.address().password());
                    }
                }
            }
            assertThat(get(original, "x")).isEqualTo("original");
        }
    }

    @Test
    void the_password_stands_in_a_file_of_the_owner_alone_and_in_no_argument() throws IOException {
        try (DataFolder folder = DataFolder.open(dir); EmbeddedRedis server = start(folder)) {
            String password = String.valueOf(server.address().password());
            Path file = dir.resolve("redis.properties");
            assertThat(Files.readString(file)).contains(password);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            assertThat(server.process().orElseThrow().info().commandLine().orElse("")).doesNotContain(password);
            assertThat(Files.readString(dir.resolve("redis.log"))).doesNotContain(password);
        }
    }

    @Test
    void the_key_is_made_once_for_the_owner_alone() throws IOException {
        try (DataFolder folder = DataFolder.open(dir)) {
            String check = folder.key(new Random(5)::nextBytes).check();
            assertThat(folder.key(new Random(6)::nextBytes).check()).isEqualTo(check);
            Path file = dir.resolve("store.key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
            Files.writeString(file, "no key");
            assertThatThrownBy(() -> folder.key(new Random(5)::nextBytes)).hasMessageContaining("is no store key");
        }
    }

    private EmbeddedRedis start(DataFolder folder) {
        return EmbeddedRedis.start(folder, surroundings(System.getenv("PATH")));
    }

    private EmbeddedRedis.Surroundings surroundings(String path) {
        return new EmbeddedRedis.Surroundings(path, random::nextBytes, InstantSource.system(), scheduler);
    }

    private static boolean installed() {
        return java.util.stream.Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "redis-server")));
    }

    private static void set(EmbeddedRedis server, String key, String value) {
        try (Redis redis = Redis.at(server.address(), LIMITS)) {
            redis.call("SET", key, value);
        }
    }

    private static String get(EmbeddedRedis server, String key) {
        try (Redis redis = Redis.at(server.address(), LIMITS)) {
            return Reply.text(redis.call("GET", key));
        }
    }

    private static String setting(EmbeddedRedis server, String name) {
        try (Redis redis = Redis.at(server.address(), LIMITS)) {
            return Reply.text(Reply.list(redis.call("CONFIG", "GET", name)).getLast());
        }
    }
}
