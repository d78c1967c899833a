package io.tocsin.send.voice.prompt.engine;

import io.tocsin.send.voice.prompt.sound.Sound;
import java.io.IOException;
import java.time.Duration;

/** What makes speech of text. Safe for use by several threads. */
public interface SpeechEngine {
    /**
     * What its sound depends on beside the text: two engines that say the same here sound alike, so
     * that what one made stands for the other's.
     */
    String identity();

    /**
     * Speaks a text. Blocks.
     *
     * @param text words as they are said, see {@code SpokenText}
     * @param language such as {@code zh-CN}
     * @param within how long it may take at most
     * @return the sound as the engine made it
     * @throws IOException saying why there is none, for a person
     */
    Sound speak(String text, String language, Duration within) throws IOException, InterruptedException;
}
