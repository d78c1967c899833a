package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.access.ClientConfig;
import io.tocsin.access.Scope;
import io.tocsin.config.value.Rate;
import io.tocsin.config.value.Secret;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientConfigTest {
    @Test
    void the_defaults_of_a_client() {
        assertThat(Reading.read("clients: { w: { keySha256: \"%s\" } }".formatted(Reading.HASH)).clients())
                .containsOnly(
                        java.util.Map.entry("w",
                                new ClientConfig("w", Set.of(Scope.SUBMIT), Reading.HASH, Rate.parse("5000/s"),
                                        2_000_000, null, null, null)));
    }

    @Test
    void the_keys_of_a_client() {
        String yaml = "clients: { w: { scopes: [read, operate, review, submit], keySha256: %s, rate: 1/m, maxPending: 5, callbackUrl: \"https://h/p\", callbackSecret: s, unit: 呼伦贝尔/海拉尔 } }"
                .formatted(Reading.HASH);
        assertThat(Reading.read(yaml).clients().get("w")).isEqualTo(new ClientConfig("w", Set.of(Scope.values()),
                Reading.HASH, Rate.parse("1/m"), 5, URI.create("https://h/p"), Secret.of("s"), "呼伦贝尔/海拉尔"));
        assertThat(Reading.keys("clients.*", yaml)).containsExactlyInAnyOrder("scopes", "keySha256", "rate",
                "maxPending", "callbackUrl", "callbackSecret", "unit");
    }

    @Test
    void two_clients_have_two_keys() {
        String yaml = "clients:\n  a: { keySha256: \"%1$s\" }\n  b: { keySha256: \"%1$s\" }\n".formatted(Reading.HASH);
        assertThat(Reading.problems(yaml)).singleElement().asString().startsWith("3:19 clients.b.keySha256: got ")
                .endsWith("expected a key of its own, this is the one of a");
    }

    @Test
    void clients_keep_the_order_of_the_file() {
        String yaml = "clients:\n  z: { keySha256: \"%s\" }\n  a: { keySha256: \"%s\" }\n".formatted("a".repeat(64),
                "b".repeat(64));
        assertThat(Reading.read(yaml).clients().keySet()).containsExactly("z", "a");
    }
}
