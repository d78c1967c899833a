package io.tocsin.store.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.CryptoProfile;
import io.tocsin.config.value.Secret;
import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.store.RealRedis;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreConfig;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import io.tocsin.warning.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
    @RegisterExtension
    static final RealRedis SERVER = new RealRedis();

    private static final Batch BATCH = new Batch(new BatchId("batch00000000001"), "watchman", "夜间", "default",
            Grade.HIGH, Instant.ofEpochMilli(1_700_000_000_123L), null, Instant.ofEpochMilli(4_000_000_000_000L));
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @TempDir
    Path dir;

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    @Test
    void an_embedded_store_keeps_what_it_accepted() {
        try (Store store = open(embedded(8, null))) {
            store.intake().create(BATCH);
            assertThat(submit(store, "A")).isInstanceOf(RowOutcome.Accepted.class);
            assertThat(store.trouble()).isEmpty();
        }
        try (Store store = open(embedded(8, null))) {
            assertThat(store.intake().find("watchman", BATCH.id())).contains(BATCH);
            assertThat(submit(store, "A")).isInstanceOf(RowOutcome.Duplicate.class);
        }
    }

    @Test
    void data_of_another_key_or_of_other_partitions_is_refused_with_what_to_mend() {
        open(embedded(8, null)).close();
        assertThatThrownBy(() -> open(embedded(8, "ab".repeat(32)))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("store.key").hasMessageContaining("restore that key from its backup")
                .hasMessageNotContaining("abababab");
        assertThatThrownBy(() -> open(embedded(4, null))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("store.partitions is 4").hasMessageContaining("was made with 8");
        open(embedded(8, null)).close();
    }

    @Test
    void data_of_national_algorithms_stays_theirs() {
        StoreConfig usual = embedded(8, null);
        StoreConfig national = new StoreConfig(usual.redis(), usual.dir(), 8, null, false, CryptoProfile.GM);
        open(national).close();
        assertThatThrownBy(() -> open(usual)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("crypto.profile as it was");
        open(national).close();
    }

    @Test
    void two_gateways_on_one_folder_are_refused() {
        try (Store store = open(embedded(8, null))) {
            assertThatThrownBy(() -> open(embedded(8, null))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Another gateway is running on");
            assertThat(store.trouble()).isEmpty();
        }
    }

    @Test
    void a_redis_that_does_not_fsync_every_write_is_refused_unless_weak() {
        try (RealRedis lax = RealRedis.started("--appendfsync", "everysec", "--maxmemory-policy", "allkeys-lru")) {
            String url = "redis://127.0.0.1:" + lax.port();
            assertThatThrownBy(() -> open(external(url, false))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("appendfsync is everysec, expected always")
                    .hasMessageContaining("maxmemory-policy is allkeys-lru").hasMessageContaining("store.weak");
            open(external(url, true)).close();
        }
        open(external("redis://127.0.0.1:" + SERVER.port(), false)).close();
    }

    @Test
    void a_store_whose_redis_is_gone_says_why_and_comes_back() {
        try (Store store = open(external("redis://127.0.0.1:" + SERVER.port(), false))) {
            store.intake().create(BATCH);
            SERVER.kill();
            assertThat(store.trouble()).isPresent();
            assertThatThrownBy(() -> submit(store, "A")).isInstanceOf(StoreUnavailableException.class);
            SERVER.start();
            Awaitility.await().until(() -> store.trouble().isEmpty());
            assertThat(submit(store, "A")).isInstanceOf(RowOutcome.Accepted.class);
        }
    }

    @Test
    void a_batch_whose_rows_were_all_refused_is_done_when_its_intake_ends() {
        try (Store store = open(external("redis://127.0.0.1:" + SERVER.port(), false))) {
            store.intake().create(BATCH);
            store.intake().close(BATCH.id(), 0, 3);
            assertThat(store.base().redis().call("HGET", "batch:" + BATCH.id(), "state"))
                    .isEqualTo("done".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
    }

    private static @Nullable RowOutcome submit(Store store, String ref) {
        Map<Long, RowOutcome> outcomes = new ConcurrentHashMap<>();
        try (Writer writer = store.intake().open(BATCH, outcomes::put)) {
            writer.add(new NewWarning(0, ref, new Phone("8613800138000"), Operator.MOBILE, Grade.HIGH, Channel.SMS,
                    "default", new NewWarning.Fields("", "", Map.of(), null, null)));
            writer.flush();
        }
        return outcomes.get(0L);
    }

    private Store open(StoreConfig config) {
        return Store.open(config, RetentionConfig.defaults(), new Store.Outside(InstantSource.system(), scheduler,
                new Random(11)::nextBytes, String.valueOf(System.getenv("PATH"))));
    }

    private StoreConfig embedded(int partitions, @Nullable String key) {
        return new StoreConfig(Secret.of("embedded"), dir, partitions, key == null ? null : Secret.of(key), false,
                CryptoProfile.INTL);
    }

    private StoreConfig external(String url, boolean weak) {
        return new StoreConfig(Secret.of(url), dir, 8, null, weak, CryptoProfile.INTL);
    }
}
