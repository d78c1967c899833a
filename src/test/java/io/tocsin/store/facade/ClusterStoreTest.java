package io.tocsin.store.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.config.value.CryptoProfile;
import io.tocsin.config.value.Secret;
import io.tocsin.ingest.IntakeStore.Writer;
import io.tocsin.ingest.NewWarning;
import io.tocsin.ingest.RowOutcome;
import io.tocsin.ingest.StreamStore;
import io.tocsin.dispatch.ControlStore.Window;
import io.tocsin.store.RealCluster;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreConfig;
import io.tocsin.store.redis.Keys;
import io.tocsin.warning.Batch;
import io.tocsin.warning.BatchId;
import io.tocsin.warning.Channel;
import io.tocsin.warning.Grade;
import io.tocsin.warning.Operator;
import io.tocsin.warning.Phone;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The whole store, opened on a Cluster. */
class ClusterStoreTest {
    @RegisterExtension
    static final RealCluster CLUSTER = new RealCluster(false);
    private static final Batch BATCH = new Batch(new BatchId("batch00000000001"), "watchman", "夜间", "default",
            Grade.HIGH, Instant.ofEpochMilli(1_700_000_000_123L), null, null);
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        scheduler.shutdownNow();
    }

    private Store open(boolean weak) {
        StoreConfig config = new StoreConfig(Secret.of(CLUSTER.url()), Path.of("none"), 8, Secret.of("ab".repeat(32)),
                weak, CryptoProfile.INTL);
        return Store.open(config, RetentionConfig.defaults(),
                new Store.Outside(InstantSource.system(), scheduler, new Random(1)::nextBytes, ""));
    }

    @Test
    void every_port_works_and_every_key_of_a_script_is_in_its_slot() {
        try (Store store = open(false); Store other = open(false)) {
            store.takeOver("gw-1");
            other.takeOver("gw-1");
            other.takeOver("gw-2");
            store.intake().create(BATCH);
            Map<Long, RowOutcome> outcomes = new ConcurrentHashMap<>();
            try (Writer writer = store.intake().open(BATCH, outcomes::put)) {
                for (int i = 0; i < 200; i++) {
                    writer.add(new NewWarning(i, "r" + i, new Phone("861380000" + (1000 + i)), Operator.MOBILE,
                            Grade.HIGH, Channel.SMS, "default",
                            new NewWarning.Fields("刷单返利", "张三", Map.of(), null, null)));
                }
                writer.flush();
            }
            store.intake().close(BATCH.id(), 0, 0);

            assertThat(outcomes.values()).hasSize(200).hasOnlyElementsOfType(RowOutcome.Accepted.class);
            assertThat(other.results(_ -> true).batches("watchman", null, 10).items()).hasSize(1);
            assertThat(store.contacts().stop(new Phone("8613800001000"), "asked")).isTrue();
            assertThat(other.contacts().stopped(new Phone("8613800001000"))).isPresent();
            store.control().pause(BATCH.id());
            assertThat(store.control().share("cmcc", new Window(100, Duration.ofSeconds(1), 16), 0)).isEqualTo(100);
            assertThat(store.lease().hold("webhooks", java.time.Duration.ofSeconds(5))).isTrue();
            assertThat(store.sessionLeases().renew("cmcc", 2, 0).connections()).isEqualTo(2);
            StreamStore.Name night = new StreamStore.Name("watchman", "night");
            store.streams().take(night);
            other.streams().take(night);
            assertThat(store.streams().taken(List.of(night))).containsExactly(night);
            assertThat(store.receipts(ZoneOffset.UTC)).isNotNull();
            assertThat(store.trouble()).isEmpty();
            assertThat(store.figures().memoryBytes()).isGreaterThan(3 << 20);
        }
    }

    /** A server may forgive a script that touches two slots when it has both; which it has is luck. */
    @Test
    void what_a_script_touches_beside_its_key_is_in_the_keys_slot() {
        assertThat(List.of(Keys.NODES, Keys.NODE_NAMES, Keys.NODE_SEQUENCE).stream()
                .map(JedisClusterCRC16::getSlot).distinct()).hasSize(1);
        for (int p = 0; p < 64; p++) {
            int slot = JedisClusterCRC16.getSlot(Keys.tag(p));
            assertThat(List.of(Keys.data(p, 1), Keys.counters(p, BATCH.id()), Keys.refs(p, 20_000), Keys.open(p)))
                    .extracting(JedisClusterCRC16::getSlot).containsOnly(slot);
        }
    }

    @Test
    void a_master_that_may_lose_what_was_acknowledged_is_refused_unless_that_is_accepted() {
        CLUSTER.at(2, "CONFIG", "SET", "appendfsync", "everysec");
        try {
            assertThatThrownBy(() -> open(false)).hasMessageContaining("appendfsync is everysec")
                    .hasMessageContaining("" + CLUSTER.server(2).port());
            open(true).close();
        } finally {
            CLUSTER.at(2, "CONFIG", "SET", "appendfsync", "always");
        }
    }
}
