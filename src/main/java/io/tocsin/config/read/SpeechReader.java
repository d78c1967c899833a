package io.tocsin.config.read;

import io.tocsin.send.voice.cause.CausesConfig;
import io.tocsin.config.SpeechConfig;
import io.tocsin.config.read.kind.Folder;
import io.tocsin.config.yaml.Kind;
import io.tocsin.config.yaml.Section;
import io.tocsin.send.voice.agi.RecordingConfig;
import io.tocsin.send.voice.prompt.PromptConfig;
import io.tocsin.send.voice.prompt.engine.EspeakConfig;
import io.tocsin.send.voice.prompt.engine.HttpSpeechConfig;
import io.tocsin.send.voice.prompt.engine.TtsConfig;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code voice}.
 *
 * @param folder what paths are relative to
 */
record SpeechReader(Folder folder) {
    private static final Kind<TtsConfig.Engine> ENGINE = Kind
            .words(Map.of("espeak-ng", TtsConfig.Engine.ESPEAK_NG, "http", TtsConfig.Engine.HTTP));
    /** What stands in braces is the server's business, and ours. */
    private static final Kind<String> BODY = new Kind<>("a text", List.of(), Kind.Form.VERBATIM, text -> text);
    private static final Kind<Long> BYTES = Kind.plain("a whole number of bytes", Long::valueOf);

    SpeechConfig speech(Section section) {
        return new SpeechConfig(tts(section.section("tts")), prompts(section.section("prompts")),
                section.get("fallback", Kind.ANY_TEXT, ""), recording(section.section("recording")),
                section.make(CausesConfig.NONE,
                        () -> new CausesConfig(section.find("causes", folder.readable()).orElse(null))));
    }

    private static RecordingConfig recording(Section section) {
        RecordingConfig usual = RecordingConfig.NONE;
        return section.make(usual,
                () -> new RecordingConfig(section.get("enabled", Kind.FLAG, usual.enabled()),
                        section.get("folder", Kind.ANY_TEXT, usual.folder()),
                        section.get("retention", Kind.DURATION, usual.retention())));
    }

    private TtsConfig tts(Section section) {
        TtsConfig usual = TtsConfig.defaults();
        TtsConfig.Engine engine = section.get("engine", ENGINE, usual.engine());
        EspeakConfig espeak = espeak(section.section("espeak"));
        HttpSpeechConfig http = http(section.section("http"), engine == TtsConfig.Engine.HTTP);
        return section.make(usual, () -> new TtsConfig(engine, section.get("timeout", Kind.DURATION, usual.timeout()),
                section.get("concurrency", Kind.WHOLE, usual.concurrency()), espeak, http));
    }

    private EspeakConfig espeak(Section section) {
        EspeakConfig usual = EspeakConfig.defaults();
        return section.make(usual, () -> {
            Map<String, String> voices = section.map("voices", Kind.NAME_OF, Kind.TEXT);
            return new EspeakConfig(section.get("command", Kind.TEXT, usual.command()),
                    voices.isEmpty() ? usual.voices() : voices, section.get("pace", Kind.WHOLE, usual.pace()),
                    section.get("pitch", Kind.WHOLE, usual.pitch()),
                    section.find("lexicon", folder.readable()).orElse(null));
        });
    }

    /** Read even where it is not the engine, so that switching is one word. */
    private static @Nullable HttpSpeechConfig http(Section section, boolean used) {
        String url = used ? section.require("url", Kind.TEXT, "") : section.get("url", Kind.ANY_TEXT, "");
        HttpSpeechConfig usual = new HttpSpeechConfig("http://localhost/", HttpSpeechConfig.METHOD, Map.of(),
                HttpSpeechConfig.BODY, "", HttpSpeechConfig.RETRIES);
        HttpSpeechConfig read = section.make(usual, () -> new HttpSpeechConfig(url.isEmpty() ? usual.url() : url,
                section.get("method", Kind.TEXT, usual.method()),
                section.map("headers", Kind.NAME_OF, Kind.SECRET), section.get("body", BODY, usual.body()),
                section.get("audio", Kind.ANY_TEXT, usual.audio()),
                section.get("retries", Kind.WHOLE, usual.retries())));
        return used ? read : null;
    }

    private PromptConfig prompts(Section section) {
        PromptConfig usual = PromptConfig.defaults();
        return section.make(usual, () -> new PromptConfig(
                section.get("dir", folder.folder(), folder.path().resolve(usual.dir())),
                section.get("pbxDir", Kind.ANY_TEXT, usual.pbxDir()),
                section.get("maxBytes", BYTES, usual.maxBytes()), section.get("level", Kind.WHOLE, usual.level()),
                section.get("warmQueue", Kind.WHOLE, usual.warmQueue())));
    }
}
