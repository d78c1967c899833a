package io.tocsin.access.password;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time codes (RFC 6238) as every authenticator app makes them: HMAC-SHA1, six
 * digits, steps of 30 s from 1970.
 */
public final class Totp {
    /** The algorithm that apps know. */
    public static final String SHA1 = "HmacSHA1";
    private static final int STEP_SECONDS = 30;
    private static final int DIGITS = 6;
    private static final int SECRET = 20;
    /** Clocks of phones may be a step away (RFC 6238, section 5.2). */
    private static final int DRIFT = 1;

    private Totp() {}

    /** A new secret, as long as the algorithm's output (RFC 4226, section 4). */
    public static byte[] freshSecret() {
        byte[] secret = new byte[SECRET];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** What an authenticator app scans. */
    public static String enrolment(String user, byte[] secret) {
        return "otpauth://totp/Tocsin:" + user + "?secret=" + Base32.text(secret)
                + "&issuer=Tocsin&algorithm=SHA1&digits=" + DIGITS + "&period=" + STEP_SECONDS;
    }

    /** The step of a time. */
    public static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of a step, six digits. */
    public static String code(byte[] secret, long step) {
        return code(SHA1, secret, step, DIGITS);
    }

    /**
     * The step whose code it is, the time's own or a neighbour; every one is compared, in constant
     * time.
     *
     * @param code as it was typed
     * @return empty when it is the code of none
     */
    public static OptionalLong match(byte[] secret, String code, Instant time) {
        byte[] typed = code.getBytes(StandardCharsets.UTF_8);
        OptionalLong found = OptionalLong.empty();
        for (long step = step(time) - DRIFT; step <= step(time) + DRIFT; step++) {
            if (MessageDigest.isEqual(code(secret, step).getBytes(StandardCharsets.UTF_8), typed)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    /** The code of RFC 4226, section 5.3, with any of RFC 6238's algorithms. */
    static String code(String algorithm, byte[] secret, long step, int digits) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fffffff;
            long most = 1;
            for (int i = 0; i < digits; i++) {
                most *= 10;
            }
            return String.format(Locale.ROOT, "%0" + digits + "d", number % most);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
