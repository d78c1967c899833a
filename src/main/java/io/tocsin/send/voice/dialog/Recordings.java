package io.tocsin.send.voice.dialog;

/** The recorded prompts there are. */
@FunctionalInterface
public interface Recordings {
    /**
     * Whether a prompt is recorded.
     *
     * @param language such as {@code zh-CN}
     * @param file its name without folder and ending
     */
    boolean has(String language, String file);
}
