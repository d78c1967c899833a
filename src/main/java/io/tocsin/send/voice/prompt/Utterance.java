package io.tocsin.send.voice.prompt;

/**
 * One thing to be said.
 *
 * @param text the words, variables filled in
 * @param file the recording to play instead, without folder and ending; empty for none
 * @param language such as {@code zh-CN}
 */
public record Utterance(String text, String file, String language) {}
