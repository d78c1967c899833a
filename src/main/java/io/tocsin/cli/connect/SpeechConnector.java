package io.tocsin.cli.connect;

import io.tocsin.config.TocsinConfig;
import io.tocsin.net.JdkHttpCaller;
import io.tocsin.send.voice.prompt.engine.SpeechEngines;
import io.tocsin.send.voice.prompt.engine.TtsConfig;
import io.tocsin.send.voice.prompt.sound.Sound;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;

/** Has the configured engine speak a word, if there is an Asterisk to play it. */
public final class SpeechConnector implements Connector {
    /** The connector. */
    public SpeechConnector() {}

    @Override
    public List<Result> connect(TocsinConfig config) {
        if (config.voice().pbxes().isEmpty()) {
            return List.of();
        }
        TtsConfig tts = config.speech().tts();
        String what = "speech by " + (tts.http() == null ? tts.espeak().command() : "http");
        try (JdkHttpCaller caller = new JdkHttpCaller()) {
            Sound sound = SpeechEngines.of(tts, caller, InstantSource.system()).speak("您好。", "zh-CN", tts.timeout());
            return List.of(new Result(what, true, "a word of " + sound.length().toMillis() + " ms"));
        } catch (IOException e) {
            return List.of(new Result(what, false, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(new Result(what, false, "interrupted"));
        }
    }
}
