package io.tocsin.send.voice.prompt.engine;

import io.tocsin.config.value.Checks;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How espeak-ng speaks.
 *
 * @param command its program, found on PATH or by its path
 * @param voices its voice for each language, or for the part of it before the hyphen
 * @param pace its measure of speed, 80 to 300; 175 is about four Chinese syllables a second
 * @param pitch 0 to 99
 * @param lexicon a site's own words and how they are read, null for none
 */
public record EspeakConfig(String command, Map<String, String> voices, int pace, int pitch, @Nullable Path lexicon) {
    /** The voice for Chinese: it takes syllables with their tones. */
    static final String CHINESE = "cmn-latn-pinyin";

    /** Refuses what is out of range, and the voices that spell Chinese. */
    public EspeakConfig {
        voices = Map.copyOf(voices);
        Checks checks = new Checks().matches("command", command, "[^\\s\\x00-\\x1f]{1,200}", "a program's name or path")
                .between("pace", pace, 80, 300).between("pitch", pitch, 0, 99);
        voices.forEach((language, voice) -> checks
                .that(language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"), "voices", language,
                        "languages such as zh or zh-CN")
                .that(voice.matches("[A-Za-z0-9+_./-]{1,64}"), "voices", voice,
                        "names of voices, see espeak-ng --voices")
                .that(!voice.matches("(?i)cmn|zh|zh-cmn"), "voices", voice,
                        CHINESE + ": that voice reads Chinese as English letters"));
        checks.done();
    }

    /** The voice for a language; empty when there is none, so that it needs recordings. */
    public Optional<String> voice(String language) {
        return Optional.ofNullable(voices.get(language))
                .or(() -> Optional.ofNullable(voices.get(language.split("-", 2)[0])));
    }

    /** What is used unless said otherwise. */
    public static EspeakConfig defaults() {
        return new EspeakConfig("espeak-ng", Map.of("zh", CHINESE, "en", "en-gb"), 175, 45, null);
    }
}
