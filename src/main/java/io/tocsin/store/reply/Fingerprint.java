package io.tocsin.store.reply;

import io.tocsin.warning.Reply;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

/**
 * Tells a reply that the carrier sends again, as it did not hear that it was taken, from a new one.
 */
final class Fingerprint {
    private static final int BYTES = 12;
    private static final Duration WITH_ID = Duration.ofDays(1);
    private static final Duration WITHOUT_ID = Duration.ofMinutes(2);

    static final Fingerprint NONE = new Fingerprint(new byte[0], Duration.ZERO);

    private final byte[] bytes;
    private final Duration within;

    private Fingerprint(byte[] bytes, Duration within) {
        this.bytes = bytes;
        this.within = within;
    }

    static Fingerprint of(String carrier, Reply reply) {
        String all = String.join("\0", carrier, reply.id(), reply.phone(), reply.to(), reply.coding().name(),
                String.valueOf(reply.part()), reply.octets());
        return new Fingerprint(Arrays.copyOf(sha256(all), BYTES), reply.id().isEmpty() ? WITHOUT_ID : WITH_ID);
    }

    /** The same for the same reply; empty for none. */
    byte[] bytes() {
        return bytes.clone();
    }

    /**
     * For how long the same is the same again: a day when the carrier gave it an id, else two minutes,
     * as people do write the same twice.
     */
    Duration within() {
        return within;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
