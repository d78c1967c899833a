package io.tocsin.report.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignerTest {
    private static final Instant AT = Instant.ofEpochSecond(1_614_265_330);

    @Test
    void it_signs_as_the_standards_test_vector_does() {
        assertThat(new Signer("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign("msg_p5jXN8AQM9LWM0D4loKWxJek", AT,
                bytes("{\"test\": 2432232314}"))).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void a_secret_without_the_prefix_is_its_bytes() {
        // printf 'msg_1.1614265330.{}' | openssl dgst -sha256 -hmac 'any words' -binary | base64
        assertThat(new Signer("any words").sign("msg_1", AT, bytes("{}")))
                .isEqualTo("v1,6Yd7m6qh3mIfkidTJ6gJ1iBXO9wJkiMMEMx68Ie7mvM=");
    }

    @Test
    void a_secret_with_the_prefix_must_be_base64() {
        assertThatThrownBy(() -> new Signer("whsec_not base64")).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
