package io.tocsin.send.voice.prompt.engine;

import io.tocsin.config.value.Checks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What makes speech of text.
 *
 * @param engine which of the two
 * @param timeout for one text, 100 ms to 2 minutes
 * @param concurrency texts at once, 1 to 64
 * @param espeak how espeak-ng speaks
 * @param http the server, null unless it is the engine
 */
public record TtsConfig(Engine engine, Duration timeout, int concurrency, EspeakConfig espeak,
        @Nullable HttpSpeechConfig http) {
    /** The engines there are. */
    public enum Engine {
        /** The program espeak-ng: plain, everywhere to be had. */
        ESPEAK_NG,
        /** A server that is asked over HTTP. */
        HTTP
    }

    /** Refuses what is out of range. */
    public TtsConfig {
        new Checks().between("timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(2))
                .between("concurrency", concurrency, 1, 64)
                .that((engine == Engine.HTTP) == (http != null), "http", http == null ? "nothing" : "a server",
                        engine == Engine.HTTP ? "a server, as engine is http" : "nothing, as engine is espeak-ng")
                .done();
    }

    /** What is used unless said otherwise. */
    public static TtsConfig defaults() {
        return new TtsConfig(Engine.ESPEAK_NG, Duration.ofSeconds(10), 2, EspeakConfig.defaults(), null);
    }
}
