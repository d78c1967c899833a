package io.tocsin.send.voice.prompt.engine;

import io.tocsin.net.HttpCaller;
import java.io.IOException;
import java.time.InstantSource;

/** Makes the engine that is configured. */
public final class SpeechEngines {
    private SpeechEngines() {}

    /**
     * The engine.
     *
     * @param caller asks the server, if it is one
     * @throws IOException when the site's lexicon cannot be read, naming the line
     */
    public static SpeechEngine of(TtsConfig config, HttpCaller caller, InstantSource clock) throws IOException {
        HttpSpeechConfig http = config.http();
        return http == null ? new EspeakEngine(config.espeak()) : new HttpEngine(http, caller, clock);
    }
}
