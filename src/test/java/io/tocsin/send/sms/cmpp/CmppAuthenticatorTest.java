package io.tocsin.send.sms.cmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.wire.Octets;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

/** Digests of gocmpp's and SMSGate's tests, computed again. */
class CmppAuthenticatorTest {

    private static final Octets SOURCE = Octets.ofHex("90d00c1d517abd0b4f65f6bcf8535d16");

    @Test
    void a_client_proves_that_it_knows_the_secret() {
        assertThat(CmppAuthenticator.source("900001", "888888", 1_021_080_510)).isEqualTo(SOURCE);
        assertThat(CmppAuthenticator.provesSource(SOURCE, "900001", "888888", 1_021_080_510)).isTrue();
        assertThat(CmppAuthenticator.provesSource(SOURCE, "900001", "888889", 1_021_080_510)).isFalse();
    }

    @Test
    void a_timestamp_keeps_its_leading_zero() {
        assertThat(CmppAuthenticator.source("900001", "888888", 101_000_000))
                .isEqualTo(CmppAuthenticator.source("900001", "888888", 101_000_000))
                .isNotEqualTo(CmppAuthenticator.source("900001", "888888", 1_010_000_000));
        // The digits stand at the end, so a secret that ends in the zero makes the same text.
        assertThat(CmppAuthenticator.source("900001", "888888", 101_000_000))
                .isNotEqualTo(CmppAuthenticator.source("900001", "8888880", 101_000_000));
    }

    @Test
    void a_short_account_is_sent_as_it_is_and_taken_in_both_readings() {
        Octets raw = Octets.ofHex("c8cf1f7a87a2e244746e0b37ddd6cdbb");
        Octets padded = Octets.ofHex("fede816e69144e2a8019cd2d44956505");
        assertThat(CmppAuthenticator.source("test", "888888", 1_021_080_510)).isEqualTo(raw);
        assertThat(CmppAuthenticator.provesSource(raw, "test", "888888", 1_021_080_510)).isTrue();
        assertThat(CmppAuthenticator.provesSource(padded, "test", "888888", 1_021_080_510)).isTrue();
    }

    @Test
    void a_gateways_proof_is_taken_in_both_readings() {
        Octets one = Octets.ofHex("6c0b846e25bab6daa4ed1c466e0f4bd8");
        Octets four = Octets.ofHex("7942977274098cf210ab0c16c367bc8d");
        assertThat(CmppAuthenticator.ismg(0, 1, SOURCE, "888888")).isEqualTo(one);
        assertThat(CmppAuthenticator.ismg(0, 4, SOURCE, "888888")).isEqualTo(four);
        assertThat(CmppAuthenticator.provesIsmg(one, 0, SOURCE, "888888")).isTrue();
        assertThat(CmppAuthenticator.provesIsmg(four, 0, SOURCE, "888888")).isTrue();
        assertThat(CmppAuthenticator.provesIsmg(SOURCE, 0, SOURCE, "888888")).isFalse();
    }

    @Test
    void a_message_id_is_composed_and_shown_as_sixteen_digits() {
        long id = CmppMsgId.compose(LocalDateTime.of(2026, 11, 5, 14, 29, 42), 1, 0);
        assertThat(id).isEqualTo(0xb2b9da8000010000L);
        assertThat(CmppMsgId.format(id)).isEqualTo("b2b9da8000010000");
        assertThat(CmppMsgId.format(10)).isEqualTo("000000000000000a");
    }
}
