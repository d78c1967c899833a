package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.TocsinConfig;
import io.tocsin.config.value.CryptoProfile;
import io.tocsin.config.value.Secret;
import io.tocsin.ingest.NumbersConfig;
import io.tocsin.observe.LogConfig;
import io.tocsin.store.RetentionConfig;
import io.tocsin.store.StoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sections about the node itself: root keys, store, retention, numbers, log. */
class StoreConfigTest {
    @Test
    void the_defaults_of_the_root() {
        TocsinConfig config = Reading.read("");
        assertThat(config.node()).isEqualTo("box.example");
        assertThat(config.timezone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(config.drain()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.clients()).isEmpty();
        assertThat(config.carriers()).isEmpty();
    }

    @Test
    void the_keys_of_the_root() {
        TocsinConfig config = Reading
                .read("{ node: gw-1, timezone: Asia/Urumqi, drain: 0s, crypto: { profile: gm } }");
        assertThat(config.store().crypto()).isEqualTo(CryptoProfile.GM);
        assertThat(config.node()).isEqualTo("gw-1");
        assertThat(config.timezone()).isEqualTo(ZoneId.of("Asia/Urumqi"));
        assertThat(config.drain()).isZero();
        assertThat(Reading.problems("nonsense: 1")).singleElement().asString()
                .endsWith("expected one of access, carriers, "
                        + "clients, crypto, dialogs, drain, grades, http, log, monitoring, node, numbers, pbxes, playbooks, policy, "
                        + "receipts, replies, retention, review, safety, settle, store, tcp, templates, timezone, voice");
    }

    @Test
    void the_defaults_of_store() {
        StoreConfig expected = new StoreConfig(Secret.of("embedded"), Reading.FOLDER.resolve("data"), 8, null, false,
                CryptoProfile.INTL);
        assertThat(Reading.read("").store()).isEqualTo(expected);
        assertThat(StoreConfig.defaults())
                .isEqualTo(new StoreConfig(Secret.of("embedded"), Path.of("data"), 8, null, false, CryptoProfile.INTL));
        assertThat(expected.embedded()).isTrue();
        assertThat(expected.keyBytes()).isEmpty();
    }

    @Test
    void the_keys_of_store() {
        StoreConfig store = Reading
                .read("store: { redis: \"redis://u:p@h:1/0\", dir: /d, partitions: 64, key: %s, weak: true }"
                        .formatted("ab".repeat(32)))
                .store();
        assertThat(store).isEqualTo(
                new StoreConfig(Secret.of("redis://u:p@h:1/0"), Path.of("/d"), 64, Secret.of("ab".repeat(32)), true,
                        CryptoProfile.INTL));
        assertThat(store.embedded()).isFalse();
        assertThat(store.toString()).doesNotContain("abab").doesNotContain("u:p");
        assertThat(Reading.keys("store", "")).containsExactlyInAnyOrder("redis", "dir", "partitions", "key", "weak");
    }

    @Test
    void a_store_key_is_hex_or_base64() {
        String hex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        String base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        byte[] fromHex = Reading.read("store: { key: \"%s\" }".formatted(hex)).store().keyBytes().orElseThrow();
        assertThat(Reading.read("store: { key: %s }".formatted(base64)).store().keyBytes().orElseThrow())
                .isEqualTo(fromHex).hasSize(32).startsWith(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rediss://h:1", "cluster://h1:1,h2:2", "sentinel://master@h1:26379,h2:26379"})
    void every_form_of_redis_is_accepted(String redis) {
        assertThat(Reading.read("store: { redis: \"%s\" }".formatted(redis)).store().redis())
                .isEqualTo(Secret.of(redis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sentinel://h1:26379", "cluster://h1:x", "redis://h?what=1", "valkey://h"})
    void what_is_no_address_of_redis_is_told_with_its_place(String redis) {
        assertThat(Reading.problems("store: { redis: \"%s\" }".formatted(redis))).singleElement().asString()
                .contains("store.redis").contains("sentinel://master@host:port");
    }

    @Test
    void the_defaults_of_retention() {
        RetentionConfig expected = new RetentionConfig(Duration.ofDays(30), Duration.ofDays(30), Duration.ofDays(7),
                Duration.ofDays(3), Duration.ofDays(180));
        assertThat(Reading.read("").retention()).isEqualTo(expected).isEqualTo(RetentionConfig.defaults());
    }

    @Test
    void the_keys_of_retention() {
        assertThat(Reading.read("retention: { warnings: 1h, refs: 2h, events: 3h, accepting: 80h, audit: 5h }")
                .retention())
                .isEqualTo(new RetentionConfig(Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(3),
                        Duration.ofHours(80), Duration.ofHours(5)));
        assertThat(Reading.keys("retention", "")).containsExactlyInAnyOrder("warnings", "refs", "events",
                "accepting", "audit");
    }

    @Test
    void the_defaults_of_numbers_and_log() {
        assertThat(Reading.read("").numbers()).isEqualTo(new NumbersConfig(null)).isEqualTo(NumbersConfig.defaults());
        assertThat(Reading.read("").log()).isEqualTo(new LogConfig(LogConfig.Format.TEXT, LogConfig.Level.INFO))
                .isEqualTo(LogConfig.defaults());
    }

    @Test
    void the_keys_of_numbers_and_log(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ported.csv"), "13800138000,unicom\n");
        assertThat(Reading.read("numbers: { portability: %s }".formatted(file)).numbers().portability())
                .isEqualTo(file);
        assertThat(Reading.keys("numbers", "")).containsExactly("portability");
        assertThat(Reading.read("log: { format: json, level: trace }").log())
                .isEqualTo(new LogConfig(LogConfig.Format.JSON, LogConfig.Level.TRACE));
        assertThat(Reading.keys("log", "")).containsExactlyInAnyOrder("format", "level");
    }
}
