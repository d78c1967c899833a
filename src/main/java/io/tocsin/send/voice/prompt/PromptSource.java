package io.tocsin.send.voice.prompt;

import io.tocsin.send.voice.prompt.sound.Sound;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where one prompt's sound comes from.
 *
 * @param identity tells it from every other sound
 * @param sound makes it
 */
record PromptSource(String identity, Maker sound) {
    /** Makes a sound, or says why not. */
    @FunctionalInterface
    interface Maker {
        Sound get() throws IOException, InterruptedException;
    }

    /**
     * The name of its file: a hash, as the words may hold a person's name.
     *
     * @param settings of the conversion
     * @return 64 hex digits
     */
    String name(String settings) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(settings.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(identity.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
