package io.tocsin.config.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be printed: its {@link #toString} never shows it, so that a record that
 * holds one can be logged.
 */
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * Wraps a text.
     *
     * @param text the secret itself, not empty
     * @return the secret
     * @throws IllegalArgumentException when it is empty
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("got nothing, expected a secret");
        }
        return new Secret(text);
    }

    /**
     * The text itself, for the one place that needs it.
     *
     * @return not empty
     */
    public String reveal() {
        return text;
    }

    /** Compares in constant time for texts of equal length. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8),
                secret.text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for all secrets, as a hash would tell something about the text. */
    @Override
    public int hashCode() {
        return 1;
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "(secret)";
    }
}
