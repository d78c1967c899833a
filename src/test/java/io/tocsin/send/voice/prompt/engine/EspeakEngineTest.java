package io.tocsin.send.voice.prompt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.send.voice.prompt.sound.Loudness;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.Telephone;
import io.tocsin.send.voice.prompt.text.SpokenText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real espeak-ng, and programs that are none. */
class EspeakEngineTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private static EspeakConfig with(String command) {
        EspeakConfig usual = EspeakConfig.defaults();
        return new EspeakConfig(command, usual.voices(), usual.pace(), usual.pitch(), null);
    }

    private EspeakEngine script(String body) throws IOException {
        Path file = folder.resolve("program");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return new EspeakEngine(with(file.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"钱已经转给对方了吗？, 9, 0", "您好，这里是本地反诈中心，96110。您可能碰到了骗子，请听我说完。, 31, 4",
            "没有听到您的回答。有没有熟人在网上让您转账？有，请按1。没有，请按2。, 30, 6", "请不要给陌生人转账。, 9, 0"})
    void it_speaks_four_syllables_a_second(String text, int syllables, int pauses) throws Exception {
        Sound sound = new EspeakEngine(EspeakConfig.defaults()).speak(SpokenText.of(text, "zh-CN"), "zh-CN", LONG);
        Sound heard = Telephone.convert(sound, Loudness.TELEPHONE);
        assertThat(sound.rate()).isEqualTo(22050);
        // A pause is about 0.3 s, as dialogs reckon.
        double spoken = heard.length().toMillis() / 1000.0 - 0.3 * pauses;
        assertThat(syllables / spoken).isBetween(4 * 0.7, 4 * 1.3);
    }

    @Test
    void a_full_stop_within_a_prompt_is_a_pause_and_a_longer_one_than_a_comma() throws Exception {
        EspeakEngine engine = new EspeakEngine(EspeakConfig.defaults());
        long none = engine.speak("九六幺幺零您可能", "zh-CN", LONG).length().toMillis();
        long comma = engine.speak("九六幺幺零，您可能", "zh-CN", LONG).length().toMillis();
        long stop = engine.speak("九六幺幺零。您可能", "zh-CN", LONG).length().toMillis();
        assertThat(comma).isGreaterThan(none + 150);
        assertThat(stop).isGreaterThan(comma + 100);
    }

    @Test
    void other_languages_have_their_voice_or_are_told_to_have_none() throws Exception {
        EspeakEngine engine = new EspeakEngine(EspeakConfig.defaults());
        assertThat(engine.speak("please hang up now", "en-US", LONG).length()).isGreaterThan(Duration.ofMillis(500));
        assertThatThrownBy(() -> engine.speak("Сайн байна уу", "mn", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("got the language mn").hasMessageContaining("recordings");
        assertThatThrownBy(() -> engine.speak("☎", "zh", LONG)).isInstanceOf(IOException.class)
                .hasMessage("got nothing that can be spoken");
    }

    @Test
    void its_version_is_told() throws Exception {
        assertThat(new EspeakEngine(EspeakConfig.defaults()).version(LONG)).contains("eSpeak NG");
    }

    @Test
    void that_it_is_not_installed_is_told_with_the_remedy() throws Exception {
        assertThatThrownBy(() -> new EspeakEngine(with("no-such-program")).version(LONG))
                .isInstanceOf(IOException.class).hasMessageContaining("no-such-program cannot be started")
                .hasMessageContaining("apt-get install espeak-ng");
    }

    @Test
    void one_that_hangs_is_killed_at_its_deadline() throws Exception {
        Path pid = folder.resolve("pid");
        EspeakEngine engine = script("echo $$ > " + pid + "; exec sleep 600");
        assertThatThrownBy(() -> engine.speak("好", "zh", Duration.ofSeconds(2))).isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer within 2000 ms");
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(process -> process.onExit().join());
    }

    @Test
    void one_that_fails_says_why() throws Exception {
        EspeakEngine engine = script("echo 'no   voice' >&2; exit 3");
        assertThatThrownBy(() -> engine.speak("好", "zh", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 3: no voice");
    }

    @Test
    void one_that_never_stops_talking_is_stopped() throws Exception {
        EspeakEngine engine = script("exec cat /dev/zero");
        assertThatThrownBy(() -> engine.speak("好", "zh", LONG)).isInstanceOf(IOException.class)
                .hasMessageContaining("answered more than");
    }

    @Test
    void what_it_is_given_is_pinyin_and_nothing_else() throws Exception {
        Path given = folder.resolve("given");
        EspeakEngine engine = script("cat > " + given + "; echo \"$@\" >> " + given);
        assertThatThrownBy(() -> engine.speak("银行，转账。", "zh-CN", LONG)).isInstanceOf(IOException.class);
        assertThat(given).content().startsWith("yin2 hang2， zhuan3 zhang4。")
                .contains("-v cmn-latn-pinyin -s 175 -p 45");
    }

    @Test
    void voices_that_spell_chinese_are_refused() {
        for (String voice : new String[]{"cmn", "zh"}) {
            assertThatThrownBy(() -> new EspeakConfig("espeak-ng", Map.of("zh", voice), 160, 45, null))
                    .hasMessageContaining("cmn-latn-pinyin");
        }
    }

    @Test
    void sounds_of_other_settings_are_other_sounds() throws Exception {
        EspeakConfig usual = EspeakConfig.defaults();
        Path words = Files.writeString(folder.resolve("words.txt"), "铁西 tie3 xi1\n");
        String identity = new EspeakEngine(usual).identity();
        assertThat(new EspeakEngine(usual).identity()).isEqualTo(identity);
        assertThat(new EspeakEngine(new EspeakConfig("x", usual.voices(), 161, 45, null)).identity())
                .isNotEqualTo(identity);
        assertThat(new EspeakEngine(new EspeakConfig("x", usual.voices(), 160, 45, words)).identity())
                .isNotEqualTo(identity);
    }
}
