package io.tocsin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An API key in clear, which only its client keeps: {@code tk_} and 256 random bits in base64url.
 *
 * @param text the key
 */
public record ApiKey(String text) {
    private static final String PREFIX = "tk_";
    private static final int BYTES = 32;

    /**
     * Makes a new one.
     *
     * @return a key nobody else has
     */
    public static ApiKey fresh() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return new ApiKey(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /**
     * What is stored of it. A plain hash is enough, as 256 random bits cannot be guessed.
     *
     * @return SHA-256, 64 lower-case hex digits
     */
    public String sha256() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "ApiKey(" + PREFIX + "…)";
    }
}
