package io.tocsin.send.sms.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.send.sms.session.KeepAlive.Step;
import io.tocsin.send.sms.session.SessionSettings.KeepAliveRule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    private final KeepAlive keepAlive = new KeepAlive(KeepAliveRule.PROPOSED, 0);

    @Test
    void a_silent_carrier_is_asked_after_180_s_then_twice_more_each_60_s_and_given_up() {
        assertThat(tick(179)).isEqualTo(Step.NOTHING);
        assertThat(tick(180)).isEqualTo(Step.ASK);
        assertThat(tick(239)).isEqualTo(Step.NOTHING);
        assertThat(tick(240)).isEqualTo(Step.ASK);
        assertThat(tick(300)).isEqualTo(Step.ASK);
        assertThat(tick(359)).isEqualTo(Step.NOTHING);
        assertThat(tick(360)).isEqualTo(Step.GIVE_UP);
    }

    @Test
    void whatever_is_heard_counts_as_an_answer() {
        assertThat(tick(180)).isEqualTo(Step.ASK);
        keepAlive.heard(Duration.ofSeconds(200).toNanos());
        assertThat(tick(260)).isEqualTo(Step.NOTHING);
        assertThat(tick(379)).isEqualTo(Step.NOTHING);
        assertThat(tick(380)).isEqualTo(Step.ASK);
    }

    private Step tick(long second) {
        return keepAlive.tick(Duration.ofSeconds(second).toNanos());
    }
}
