package io.tocsin.access.user;

import io.tocsin.config.value.Secret;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What a user proves to be that user with.
 *
 * @param password Argon2id hash in PHC string form, never the password
 * @param totp the secret of the one-time codes as hex digits
 * @param oneTime whether the password was made by an administrator and must be changed first
 * @param changed when the password was made
 */
public record Credentials(Secret password, Secret totp, boolean oneTime, Instant changed) {
    /** Those of a hash and a secret that were just made. */
    public static Credentials fresh(String hash, byte[] totp, Instant now) {
        return new Credentials(Secret.of(hash), Secret.of(HexFormat.of().formatHex(totp)), true, now);
    }

    /** The secret of the one-time codes as bytes. */
    public byte[] totpBytes() {
        return HexFormat.of().parseHex(totp.reveal());
    }

    /** The same with a password that an administrator made. */
    public Credentials given(String hash, Instant now) {
        return new Credentials(Secret.of(hash), totp, true, now);
    }

    /** The same with another secret of the one-time codes. */
    public Credentials withTotp(byte[] secret) {
        return new Credentials(password, Secret.of(HexFormat.of().formatHex(secret)), oneTime, changed);
    }

    /** The same with a password that the user chose. */
    public Credentials chosen(String hash, Instant now) {
        return new Credentials(Secret.of(hash), totp, false, now);
    }
}
