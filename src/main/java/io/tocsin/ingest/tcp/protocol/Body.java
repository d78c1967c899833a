package io.tocsin.ingest.tcp.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The JSON object of a message as bytes; read or written, never changed. */
public final class Body {
    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the bytes, which nobody may change any more. */
    public static Body of(byte[] bytes) {
        return new Body(bytes);
    }

    /** A text in UTF-8. */
    public static Body of(String json) {
        return new Body(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    /** SHA-256 of the bytes, lower-case hex. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The text; only its length when it is long, as it may hold a key or numbers. */
    @Override
    public String toString() {
        return "Body(" + bytes.length + " bytes)";
    }
}
