package io.tocsin.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.TocsinConfig;
import io.tocsin.config.read.ConfigReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeechConnectorTest {
    private static TocsinConfig config(String yaml) {
        return new ConfigReader(Map.of(), "test").read("test", yaml, Path.of("target"));
    }

    private static String with(String command) {
        return "{ pbxes: { a: { host: h, account: a, secret: s } }, voice: { tts: { espeak: { command: " + command
                + " } } } }";
    }

    @Test
    void an_engine_that_speaks_is_told() {
        assertThat(new SpeechConnector().connect(config(with("espeak-ng")))).singleElement().satisfies(result -> {
            assertThat(result.ok()).isTrue();
            assertThat(result.toString()).matches("speech by espeak-ng: ok, a word of [0-9]+ ms");
        });
    }

    @Test
    void one_that_is_not_installed_is_told_with_the_remedy() {
        assertThat(new SpeechConnector().connect(config(with("espeak-missing")))).singleElement()
                .satisfies(result -> {
                    assertThat(result.ok()).isFalse();
                    assertThat(result.detail()).contains("is it installed?").contains("apt-get install espeak-ng");
                });
    }

    @Test
    void without_an_asterisk_nobody_speaks() {
        assertThat(new SpeechConnector().connect(config(""))).isEmpty();
    }
}
