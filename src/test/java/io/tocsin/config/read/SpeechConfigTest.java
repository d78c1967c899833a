package io.tocsin.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.config.value.Secret;
import io.tocsin.send.voice.agi.RecordingConfig;
import io.tocsin.send.voice.prompt.PromptConfig;
import io.tocsin.send.voice.prompt.engine.EspeakConfig;
import io.tocsin.send.voice.prompt.engine.HttpSpeechConfig;
import io.tocsin.send.voice.prompt.engine.TtsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section {@code voice}. */
class SpeechConfigTest {
    @Test
    void the_defaults_of_speech() {
        assertThat(Reading.read("").speech().tts()).isEqualTo(TtsConfig.defaults())
                .isEqualTo(new TtsConfig(TtsConfig.Engine.ESPEAK_NG, Duration.ofSeconds(10), 2,
                        new EspeakConfig("espeak-ng", Map.of("zh", "cmn-latn-pinyin", "en", "en-gb"), 175, 45, null),
                        null));
        assertThat(Reading.read("").speech().prompts())
                .isEqualTo(new PromptConfig(Reading.FOLDER.resolve("prompts"), "", 1_000_000_000, -20, 20_000));
        assertThat(PromptConfig.defaults())
                .isEqualTo(new PromptConfig(Path.of("prompts"), "", 1_000_000_000, -20, 20_000));
    }

    @Test
    void the_keys_of_speech(@TempDir Path folder) throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "铁西 tie3 xi1\n");
        Path causes = Files.writeString(folder.resolve("causes.txt"), "21/403 CONFIG\n");
        String yaml = """
                voice:
                  tts:
                    engine: http
                    timeout: 3s
                    concurrency: 8
                    espeak: { command: /opt/espeak, voices: { zh: cmn-latn-pinyin }, pace: 150, pitch: 40, lexicon: %s }
                    http: { url: "https://t.example/s", method: PUT, headers: { X-Key: "${CMCC_SECRET}" },
                            body: '{"t": "{text}"}', audio: data.audio, retries: 2 }
                  prompts: { dir: /p, pbxDir: /var/p, maxBytes: 20000000, level: -18, warmQueue: 7 }
                  fallback: tocsin/static-warning
                  causes: %s
                  recording: { enabled: true, folder: /var/rec, retention: 7d }
                """.formatted(words, causes);
        TtsConfig tts = Reading.read(yaml).speech().tts();
        assertThat(tts).isEqualTo(new TtsConfig(TtsConfig.Engine.HTTP, Duration.ofSeconds(3), 8,
                new EspeakConfig("/opt/espeak", Map.of("zh", "cmn-latn-pinyin"), 150, 40, words),
                new HttpSpeechConfig("https://t.example/s", "PUT", Map.of("X-Key", Secret.of("hunter2")),
                        "{\"t\": \"{text}\"}", "data.audio", 2)));
        assertThat(tts.toString()).doesNotContain("hunter2");
        assertThat(Reading.read(yaml).speech().prompts())
                .isEqualTo(new PromptConfig(Path.of("/p"), "/var/p", 20_000_000, -18, 7));
        assertThat(Reading.read(yaml).speech().causes().causes()).isEqualTo(causes);
        assertThat(Reading.read("").speech().causes().causes()).isNull();
        assertThat(Reading.read(yaml).speech().fallback()).isEqualTo("tocsin/static-warning");
        assertThat(Reading.read(yaml).speech().recording())
                .isEqualTo(new RecordingConfig(true, "/var/rec", Duration.ofDays(7)));
        assertThat(Reading.keys("voice", "")).containsExactlyInAnyOrder("tts", "tts.engine", "tts.timeout",
                "tts.concurrency", "tts.espeak", "tts.espeak.command", "tts.espeak.voices", "tts.espeak.pace",
                "tts.espeak.pitch", "tts.espeak.lexicon", "tts.http", "tts.http.url", "tts.http.method",
                "tts.http.headers", "tts.http.body", "tts.http.audio", "tts.http.retries", "prompts", "prompts.dir",
                "prompts.pbxDir", "prompts.maxBytes", "prompts.level", "prompts.warmQueue", "fallback", "causes",
                "recording",
                "recording.enabled", "recording.folder", "recording.retention");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            tts: { engine: festival }                            | voice.tts.engine | espeak-ng, http
            tts: { engine: http }                                | voice.tts.http.url | missing
            tts: { engine: http, http: { url: "ftp://x" } }      | voice.tts.http.url | https://host/path
            tts: { http: { url: "http://x/", body: "hi" } }      | voice.tts.http.body | {text}
            tts: { http: { method: DELETE } }                    | voice.tts.http.method | GET, POST or PUT
            tts: { http: { retries: 6 } }                        | voice.tts.http.retries | 0 to 5
            tts: { http: { audio: "a..b" } }                     | voice.tts.http.audio | data.audio
            tts: { concurrency: 0 }                              | voice.tts.concurrency | 1 to 64
            tts: { timeout: 3m }                                 | voice.tts.timeout | 2m
            tts: { espeak: { voices: { zh: cmn } } }             | voice.tts.espeak.voices | cmn-latn-pinyin
            tts: { espeak: { pace: 20 } }                        | voice.tts.espeak.pace | 80 to 300
            tts: { espeak: { lexicon: none.txt } }               | voice.tts.espeak.lexicon | can be read
            prompts: { pbxDir: var }                             | voice.prompts.pbxDir | an absolute path
            prompts: { maxBytes: 5 }                             | voice.prompts.maxBytes | 10000000
            prompts: { level: 3 }                                | voice.prompts.level | -40 to -6
            prompts: { warmQueue: 0 }                            | voice.prompts.warmQueue | 1 to 1000000
            prompts: { folder: x }                               | voice.prompts.folder | unknown key
            """)
    void what_is_wrong_is_told_with_its_key(String yaml, String key, String expected) {
        assertThat(Reading.problems("voice: { " + yaml + " }")).singleElement().asString().contains(key)
                .contains(expected);
    }

    @Test
    void a_wrong_line_of_the_causes_is_told(@TempDir Path folder) throws IOException {
        Path causes = Files.writeString(folder.resolve("causes.txt"), "17 BUSY\n21/403 NOBODY\n");
        assertThat(Reading.problems("voice: { causes: %s }".formatted(causes))).singleElement().asString()
                .contains("voice.causes").contains("line 2").contains("NOBODY");
        assertThat(Reading.problems("voice: { causes: none.txt }")).singleElement().asString()
                .contains("voice.causes").contains("can be read");
    }
}
