package io.tocsin.send.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples that an Asterisk's administrator starts from, read by a real Asterisk. */
@Tag("asterisk")
class AsteriskSamplesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void an_Asterisk_takes_the_samples_as_they_are_without_a_warning() throws Exception {
        try (RealAsterisk asterisk = new RealAsterisk(folder, true)) {
            assertThat(asterisk.console("pjsip show endpoint trunk-1")).contains("tocsin-inbound", "(alaw|ulaw)",
                    "sip:127.0.0.1:", "127.0.0.1/32");
            assertThat(asterisk.console("pjsip show endpoint operator-1")).contains("InAuth:  operator-1/operator-1",
                    "tocsin-nobody");
            assertThat(asterisk.console("queue show 96110")).contains("rrmemory", "PJSIP/operator-1");
            assertThat(asterisk.console("manager show user tocsin")).contains("127.0.0.1", "originate")
                    .contains("read perm: system,call,user");
            assertThat(asterisk.complaints()).isEmpty();
        }
    }
}
