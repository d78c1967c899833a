package io.tocsin.send.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkConfigTest {
    @Test
    void the_number_goes_where_it_belongs() {
        assertThat(VoiceRig.trunk(1, 1000).channel("13800138000")).isEqualTo("PJSIP/13800138000@trunk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PJSIP/13800138000@trunk", "PJSIP/{number}@trunk&PJSIP/1@trunk", "PJSIP/{number}@trunk,30",
            "{number}", "PJSIP/{number}@trunk\r\nAction: Logoff", ""})
    void what_would_dial_something_else_is_refused(String dial) {
        assertThatThrownBy(() -> new TrunkConfig("t", dial, "96110", 1, Duration.ofSeconds(30), Duration.ofMinutes(2),
                Map.of())).hasMessageContaining("dial");
    }

    @ParameterizedTest
    @CsvSource({"PJSIP/{number}@trunk-1, PJSIP/trunk-1", "PJSIP/0{number}@trunk-1, PJSIP/trunk-1",
            "PJSIP/trunk-1/sip:{number}@10.0.0.1, PJSIP/trunk-1", "DAHDI/g1/{number}, DAHDI/g1"})
    void its_channels_are_known_by_their_names(String dial, String endpoint) {
        assertThat(new TrunkConfig("t", dial, "96110", 1, Duration.ofSeconds(30), Duration.ofMinutes(2), Map.of())
                .endpoint()).isEqualTo(endpoint);
    }

    @Test
    void all_faults_are_named_together() {
        assertThatThrownBy(() -> new TrunkConfig("t", "PJSIP/{number}@t", "反诈中心", 0, Duration.ZERO,
                Duration.ofHours(2), Map.of())).hasMessageContaining("callerId").hasMessageContaining("calls")
                .hasMessageContaining("ringTimeout").hasMessageContaining("longest");
    }
}
