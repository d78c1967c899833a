package io.tocsin.send.voice.prompt.engine;

import io.tocsin.send.voice.prompt.pinyin.Lexicon;
import io.tocsin.send.voice.prompt.pinyin.Pinyin;
import io.tocsin.send.voice.prompt.sound.Sound;
import io.tocsin.send.voice.prompt.sound.WavReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/**
 * espeak-ng, a process for every text (10 to 50 ms each). Chinese is given to it as syllables with
 * tones: given characters it reads each by itself (银行 as yin xing).
 */
public final class EspeakEngine implements SpeechEngine {
    /** Three minutes at its 22,050 Hz. */
    private static final int MOST_BYTES = 8 << 20;

    private final EspeakConfig config;
    private final Pinyin pinyin;

    /**
     * An engine that speaks like that.
     *
     * @throws IOException when the site's lexicon cannot be read, naming the line
     */
    public EspeakEngine(EspeakConfig config) throws IOException {
        this.config = config;
        Lexicon usual = Lexicon.usual();
        pinyin = new Pinyin(config.lexicon() == null ? usual : usual.with(config.lexicon()));
    }

    @Override
    public String identity() {
        return "espeak-ng " + new TreeMap<>(config.voices()) + " " + config.pace() + " " + config.pitch() + " "
                + pinyin;
    }

    @Override
    public Sound speak(String text, String language, Duration within) throws IOException, InterruptedException {
        String voice = voice(language);
        String said = given(text, language);
        if (said.isBlank()) {
            throw new IOException("got nothing that can be spoken");
        }
        byte[] wav = new Command(List.of(config.command(), "-v", voice, "-s", Integer.toString(config.pace()), "-p",
                Integer.toString(config.pitch()), "-b", "1", "--stdin", "--stdout"))
                .run(said.getBytes(StandardCharsets.UTF_8), MOST_BYTES, within);
        return WavReader.read(wav);
    }

    /**
     * The version that is installed.
     *
     * @throws IOException saying how to get it, when it is not
     */
    public String version(Duration within) throws IOException, InterruptedException {
        return new String(new Command(List.of(config.command(), "--version")).run(new byte[0], 1 << 12, within),
                StandardCharsets.UTF_8).strip();
    }

    /**
     * What espeak-ng is given for a text: syllables for Chinese, else the text.
     *
     * @throws IOException when it has no voice for the language
     */
    public String given(String text, String language) throws IOException {
        return voice(language).equals(EspeakConfig.CHINESE) ? pinyin.of(text) : text;
    }

    private String voice(String language) throws IOException {
        return config.voice(language).orElseThrow(() -> new IOException("got the language " + language
                + ", expected one that espeak-ng has a voice for, " + config.voices().keySet()
                + "; other languages need recordings"));
    }
}
