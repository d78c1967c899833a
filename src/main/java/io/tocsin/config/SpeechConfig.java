package io.tocsin.config;

import io.tocsin.send.voice.prompt.PromptConfig;
import io.tocsin.send.voice.prompt.engine.TtsConfig;

/**
 * How the robot speaks: {@code voice}.
 *
 * @param tts what makes speech of text
 * @param prompts where it is kept
 */
public record SpeechConfig(TtsConfig tts, PromptConfig prompts) {}
