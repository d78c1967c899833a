package io.tocsin.send.voice;

import static io.tocsin.send.voice.VoiceRig.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * People who call the shown number back, on a real Asterisk: what they hear is compared byte by
 * byte. The operator is sipp.
 */
@Tag("asterisk")
class AsteriskInboundTest {
    private static final Duration CALL = Duration.ofSeconds(90);

    @TempDir
    private static Path folder;
    private static RealAsterisk asterisk;

    @BeforeAll
    static void start() throws Exception {
        asterisk = new RealAsterisk(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        asterisk.close();
    }

    @AfterEach
    void asterisk_has_nothing_to_complain_of() throws Exception {
        assertThat(asterisk.complaints()).filteredOn(line -> !line.contains("no auth ids available"))
                .filteredOn(line -> !line.contains("Unable to join queue '96110'")).isEmpty();
    }

    private static byte[] sound(String name) throws IOException {
        return Files.readAllBytes(Path.of("dialplans/sounds", name + ".alaw"));
    }

    @Test
    void who_calls_back_hears_who_called_and_is_put_through_at_the_key() throws Exception {
        try (SipCaller caller = SipCaller.call(asterisk.sip(), "047196110")) {
            eventually(() -> assertThat(caller.heard(sound("inbound"))).isTrue());
            assertThat(caller.heard(sound("connecting"))).isFalse();
            caller.press(1);
            // The operator of this queue says good-bye after half a second.
            assertThat(caller.isOver(CALL)).isTrue();
            assertThat(caller.heard(sound("connecting"))).isTrue();
            assertThat(caller.heard(sound("operators-busy"))).isFalse();
            assertThat(asterisk.console("queue show 96110")).contains("has taken 1 calls");
        }
    }

    @Test
    void who_presses_nothing_has_heard_all_of_it() throws Exception {
        try (SipCaller caller = SipCaller.call(asterisk.sip(), "+8647196110")) {
            assertThat(caller.isOver(CALL)).isTrue();
            assertThat(caller.heard(sound("inbound"))).isTrue();
            assertThat(caller.heard(sound("connecting"))).isFalse();
        }
    }

    @Test
    void who_cannot_be_put_through_is_told_so() throws Exception {
        asterisk.console("queue pause member PJSIP/13800132009@trunk");
        try (SipCaller caller = SipCaller.call(asterisk.sip(), "047196110")) {
            eventually(() -> assertThat(caller.heard(sound("inbound"))).isTrue());
            caller.press(1);
            assertThat(caller.isOver(CALL)).isTrue();
            assertThat(caller.heard(sound("operators-busy"))).isTrue();
        } finally {
            asterisk.console("queue unpause member PJSIP/13800132009@trunk");
        }
    }
}
