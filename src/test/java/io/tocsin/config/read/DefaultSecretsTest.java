package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.access.ApiKey;
import io.tocsin.config.yaml.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets that everybody knows are refused by name wherever the program is not a demonstration. */
class DefaultSecretsTest {
    private static final String LINE = "carriers: { c: { protocol: cmpp, host: %s, account: \"900001\", secret: \"%s\", source: \"1\" } }";
    private static final ConfigReader READER = new ConfigReader(Map.of("AMI_SECRET", "t7uQ!x", "CMCC_SECRET", "t7uQ!x",
            "CTCC_SECRET", "t7uQ!x", "CUCC_SECRET", "t7uQ!x", "SMPP_SECRET", "t7uQ!x"), "h");

    private static List<String> problems(String yaml) {
        InvalidConfigException e = catchThrowableOfType(InvalidConfigException.class,
                () -> READER.careful().read("t", yaml, Path.of("")));
        READER.read("t", yaml, Path.of(""));
        return e == null ? List.of() : e.problems().stream().map(Object::toString).toList();
    }

    @Test
    void the_sample_as_it_stands_is_refused_for_its_key_alone() throws IOException {
        assertThat(problems(Files.readString(Path.of("tocsin.example.yaml")))).singleElement().asString()
                .contains("clients.watchman.keySha256").contains("./tocsin key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "Change-Me", "tocsin", "123456", "watchman"})
    void a_clients_key_is_no_word(String word) {
        String yaml = "clients: { w: { keySha256: \"%s\" } }";
        assertThat(problems(yaml.formatted(new ApiKey(word.toLowerCase(java.util.Locale.ROOT).replace("-", ""))
                .sha256()))).singleElement().asString().contains("clients.w.keySha256");
        assertThat(problems(yaml.formatted("0".repeat(64)))).hasSize(1);
        assertThat(problems(yaml.formatted(ApiKey.fresh().sha256()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "Secret", "CHANGE-ME", "changeme", "123456", "900001", "aaaaaaaa", "admin"})
    void a_carriers_password_is_no_word_unless_the_carrier_is_on_this_machine(String word) {
        assertThat(problems(LINE.formatted("10.1.2.3", word))).singleElement().asString()
                .contains("carriers.c.secret").doesNotContain(word + "'").contains("expected a password");
        assertThat(problems(LINE.formatted("127.0.0.1", word))).isEmpty();
        assertThat(problems(LINE.formatted("localhost", word))).isEmpty();
        assertThat(problems(LINE.formatted("10.1.2.3", "t7uQ!x"))).isEmpty();
    }

    @Test
    void the_same_holds_for_an_asterisk() {
        assertThat(problems("pbxes: { p: { host: 10.1.2.3, account: tocsin, secret: amp111 } }")).singleElement()
                .asString().contains("pbxes.p.secret");
        assertThat(problems("pbxes: { p: { host: 10.1.2.3, account: tocsin, secret: t7uQ-x } }")).isEmpty();
    }

    @Test
    void a_callback_is_signed_with_a_secret() {
        String yaml = "clients: { w: { keySha256: \"" + Reading.HASH
                + "\", callbackUrl: \"https://%s/x\", callbackSecret: \"%s\" } }";
        for (String weak : List.of("secret", "short", "0000000000000000")) {
            assertThat(problems(yaml.formatted("h.example", weak))).singleElement().asString()
                    .contains("clients.w.callbackSecret");
            assertThat(problems(yaml.formatted("127.0.0.1", weak))).isEmpty();
        }
        assertThat(problems(yaml.formatted("h.example", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))).isEmpty();
    }

    @Test
    void the_stores_key_is_random_and_its_password_no_word() {
        for (String key : List.of("0".repeat(64), "f".repeat(64), "000102030405060708090a0b0c0d0e0f"
                + "101112131415161718191a1b1c1d1e1f", "A".repeat(43) + "=")) {
            assertThat(problems("store: { key: \"" + key + "\" }")).as(key).singleElement().asString()
                    .contains("store.key");
        }
        assertThat(problems("store: { redis: \"redis://u:changeme@10.0.0.1:6379\" }")).singleElement().asString()
                .contains("store.redis").doesNotContain("changeme");
        assertThat(problems("store: { redis: \"redis://:9fX2kQ@10.0.0.1:6379\" }")).isEmpty();
        assertThat(problems("store: { redis: \"redis://127.0.0.1:6379\" }")).isEmpty();
    }

    @Test
    void nothing_is_no_secret_anywhere() {
        for (String yaml : List.of(LINE.formatted("127.0.0.1", ""), "store: { key: \"\" }",
                "pbxes: { p: { host: 127.0.0.1, account: tocsin, secret: \"\" } }")) {
            assertThat(catchThrowableOfType(InvalidConfigException.class, () -> READER.read("t", yaml, Path.of(""))))
                    .as(yaml).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "127.0.0.1:6379", "127.0.0.1:6379/0", "localhost",
            "LOCALHOST:26379",
            "::1", "[::1]", "[::1]:6379/2?x=y", "0:0:0:0:0:0:0:1"})
    void this_machine_is_known_as_such(String place) {
        assertThat(DefaultSecrets.isLoopback(place)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1.evil.com", "localhost.example", "localhosts", "127.example", "127.", "10.0.0.1",
            "::2", "[::2]:6379", "[::1].example", "", "evil.com:127.0.0.1", "127.0.0.1,10.0.0.1:6379", "[127.0.0.1"})
    void what_only_looks_like_it_is_not(String place) {
        assertThat(DefaultSecrets.isLoopback(place)).isFalse();
    }
}
