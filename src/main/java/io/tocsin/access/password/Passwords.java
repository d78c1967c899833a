package io.tocsin.access.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes passwords with Argon2id (RFC 9106, version 0x13) into PHC strings, a few at once, so that
 * many log-ins at the same time take turns rather than memory.
 */
public final class Passwords {
    /** Longer texts are no passwords and are not hashed. */
    public static final int LONGEST = 128;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 25;
    private static final Pattern PHC = Pattern
            .compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,8}),t=([0-9]{1,3}),p=([0-9]{1,2})\\$([^$]{1,100})\\$([^$]{1,200})");
    private final Cost cost;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final String nobodys;

    /**
     * How dear a guess is.
     *
     * @param kibibytes of memory
     * @param passes over it
     */
    public record Cost(int kibibytes, int passes) {
        /** 32 MiB and three passes: about 0.1 s of one core. */
        public static final Cost USUAL = new Cost(32 * 1024, 3);
    }

    /** Hashes at that cost. */
    public Passwords(Cost cost) {
        this.cost = cost;
        this.nobodys = nobodys(cost);
    }

    /**
     * The hash of a password with a salt of its own.
     *
     * @return such as {@code $argon2id$v=19$m=32768,t=3,p=1$…$…}
     * @throws BusyException when its turn does not come
     */
    public String hash(String password) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return phc(cost, salt, argon2(password, salt, cost, 1, HASH));
    }

    /**
     * Whether it is the password of that hash; compared in constant time.
     *
     * @throws BusyException when its turn does not come
     */
    public boolean matches(String hash, String password) {
        Matcher parts = PHC.matcher(hash);
        if (!parts.matches()) {
            throw new IllegalArgumentException("got a password hash of another form, expected $argon2id$v=19$…");
        }
        Cost its = new Cost(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        byte[] expected = bytes(parts.group(5));
        byte[] got = argon2(password.length() > LONGEST ? "" : password, bytes(parts.group(4)), its,
                Integer.parseInt(parts.group(3)), expected.length);
        boolean same = MessageDigest.isEqual(expected, got);
        return same && password.length() <= LONGEST;
    }

    private static String nobodys(Cost cost) {
        byte[] bits = new byte[SALT + HASH];
        new SecureRandom().nextBytes(bits);
        return phc(cost, Arrays.copyOf(bits, SALT), Arrays.copyOfRange(bits, SALT, bits.length));
    }

    private static String phc(Cost cost, byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=" + cost.kibibytes + ",t=" + cost.passes + ",p=1$" + text(salt) + "$" + text(hash);
    }

    /** The hash of a password that nobody knows, to be tried for users that do not exist. */
    public String nobodys() {
        return nobodys;
    }

    private byte[] argon2(String password, byte[] salt, Cost its, int lanes, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(its.kibibytes)
                .withIterations(its.passes).withParallelism(lanes).withSalt(salt).build();
        takeTurn();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(parameters);
            byte[] out = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), out);
            return out;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }

    /** Thrown when more people log in at once than can be served. */
    public static final class BusyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BusyException() {
            super("too many log-ins at once");
        }
    }
}
