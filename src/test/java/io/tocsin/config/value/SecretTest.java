package io.tocsin.config.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {
    record Holder(String name, Secret secret) {}

    @Test
    void a_record_that_holds_a_secret_does_not_print_it() {
        assertThat(new Holder("a", Secret.of("hunter2"))).hasToString("Holder[name=a, secret=(secret)]");
    }

    @Test
    void equal_texts_are_equal_secrets() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).hasSameHashCodeAs(Secret.of("a"))
                .isNotEqualTo(Secret.of("b")).isNotEqualTo(Secret.of("aa"));
        assertThat(Secret.of("a").reveal()).isEqualTo("a");
    }

    @Test
    void nothing_is_no_secret() {
        assertThatThrownBy(() -> Secret.of("")).isInstanceOf(IllegalArgumentException.class);
    }
}
