package io.tocsin.config;

import io.tocsin.send.voice.agi.RecordingConfig;
import io.tocsin.send.voice.cause.CausesConfig;
import io.tocsin.send.voice.prompt.PromptConfig;
import io.tocsin.send.voice.prompt.engine.TtsConfig;

/**
 * How the robot speaks, and what the ends of its calls mean: {@code voice}.
 *
 * @param tts what makes speech of text
 * @param prompts where it is kept
 * @param fallback played in place of a prompt that cannot be had, a path on the Asterisk without
 *            ending; empty for nothing
 * @param recording whether calls are recorded
 * @param causes the site's own table of causes
 */
public record SpeechConfig(TtsConfig tts, PromptConfig prompts, String fallback, RecordingConfig recording,
        CausesConfig causes) {}
