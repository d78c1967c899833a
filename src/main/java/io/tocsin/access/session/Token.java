package io.tocsin.access.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a browser proves its session with: 256 random bits that mean nothing. Only their hash is
 * stored.
 *
 * @param text as it stands in the cookie
 */
public record Token(String text) {
    private static final int BYTES = 32;
    private static final String FORM = "[A-Za-z0-9_-]{43}";

    /** A new one. */
    static Token fresh() {
        byte[] bits = new byte[BYTES];
        new SecureRandom().nextBytes(bits);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /** Whether it could be one. */
    public boolean isValid() {
        return text.matches(FORM);
    }

    /** What is stored of it: SHA-256 in hex. */
    String hash() {
        return HexFormat.of().formatHex(sha256("session:" + text));
    }

    /**
     * What a page must send along with everything that changes something. It follows from the token,
     * which no page can read, so it is told in answers; another site can read neither.
     */
    public String csrf() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("csrf:" + text));
    }

    /** Whether that was sent; compared in constant time. */
    public boolean isCsrf(String sent) {
        return MessageDigest.isEqual(csrf().getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sha256(String of) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "(session token)";
    }
}
