package io.tocsin.access.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.tocsin.config.value.CryptoProfile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * How entries follow one another. An entry is one line, a JSON object; its last field is
 * {@code hash}, the SHA-256 of the line without that field, or {@code sm3}, its SM3 (GB/T
 * 32905-2016), and the field before is {@code prev}, the hash of the entry before. So a line is
 * hashed byte for byte as it is exported, and nothing about its form has to be agreed on.
 */
final class Chain {
    private static final JsonFactory JSON = new JsonFactory();

    private Chain() {}

    /**
     * An entry behind another.
     *
     * @param line as it is kept and exported
     * @param head the chain's end with it
     */
    record Link(String line, Head head) {}

    static Link next(CryptoProfile profile, Head before, Act act, String node, Instant at) {
        long sequence = before.sequence() + 1;
        String open = write(sequence, before.hash(), act, node, at);
        String hash = hash(profile, open + "}");
        return new Link(open + mark(profile) + hash + "\"}", new Head(sequence, hash));
    }

    /** What stands between an entry and its hash. */
    static String mark(CryptoProfile profile) {
        return switch (profile) {
            case INTL -> ",\"hash\":\"";
            case GM -> ",\"sm3\":\"";
        };
    }

    /** Of that profile, 64 hex digits. */
    static String hash(CryptoProfile profile, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(switch (profile) {
            case INTL -> sha256(bytes);
            case GM -> sm3(bytes);
        });
    }

    private static byte[] sm3(byte[] bytes) {
        SM3Digest digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The object without its closing brace. */
    private static String write(long sequence, String prev, Act act, String node, Instant at) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("seq", sequence);
            json.writeStringField("at", at.toString());
            json.writeStringField("node", node);
            json.writeStringField("kind", act.kind());
            json.writeStringField("who", act.who());
            json.writeArrayFieldStart("roles");
            for (String role : act.roles()) {
                json.writeString(role);
            }
            json.writeEndArray();
            json.writeStringField("from", act.from());
            json.writeStringField("act", act.act());
            json.writeStringField("subject", act.subject());
            json.writeStringField("before", act.before());
            json.writeStringField("after", act.after());
            json.writeStringField("prev", prev);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.getBuffer().substring(0, text.getBuffer().length() - 1);
    }
}
