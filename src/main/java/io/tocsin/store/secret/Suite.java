package io.tocsin.store.secret;

import io.tocsin.config.value.CryptoProfile;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of a crypto profile, by their names.
 *
 * @param version the first byte of what is encrypted with them
 * @param cipher authenticated, with a tag of 16 bytes
 * @param cipherKey the kind of its key
 * @param cipherKeyBytes how many bytes of a derived key it takes
 * @param mac for look-ups
 * @param digest for look-ups
 * @param provider whose they are; null for the JDK's
 */
record Suite(byte version, String cipher, String cipherKey, int cipherKeyBytes, String mac, String digest,
        @Nullable Provider provider) {
    private static final Suite INTL = new Suite((byte) 1, "AES/GCM/NoPadding", "AES", 32, "HmacSHA256", "SHA-256",
            null);

    /** That profile's. */
    static Suite of(CryptoProfile profile) {
        return switch (profile) {
            case INTL -> INTL;
            case GM -> new Suite((byte) 2, "SM4/GCM/NoPadding", "SM4", 16, "HMACSM3", "SM3",
                    new BouncyCastleProvider());
        };
    }

    /** Derives a key of 32 bytes for a purpose: HKDF (RFC 5869) with the profile's hash. */
    byte[] derive(SecretKey secret, String purpose) {
        byte[] info = ("tocsin " + purpose).getBytes(StandardCharsets.US_ASCII);
        if (provider == null) {
            try {
                HKDFParameterSpec spec = HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, StoreKey.BYTES);
                return KDF.getInstance("HKDF-SHA256").deriveKey("Generic", spec).getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
            }
        }
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SM3Digest());
        hkdf.init(new HKDFParameters(secret.getEncoded(), null, info));
        byte[] key = new byte[StoreKey.BYTES];
        hkdf.generateBytes(key, 0, key.length);
        return key;
    }

    /** The key of the cipher, from a derived one. */
    SecretKey cipherKeyOf(byte[] derived) {
        return new SecretKeySpec(derived, 0, cipherKeyBytes, cipherKey);
    }

    /** The cipher's block alone, for tags. */
    Cipher newBlockCipher() throws GeneralSecurityException {
        String block = cipherKey + "/ECB/NoPadding";
        return provider == null ? Cipher.getInstance(block) : Cipher.getInstance(block, provider);
    }

    Cipher newCipher() throws GeneralSecurityException {
        return provider == null ? Cipher.getInstance(cipher) : Cipher.getInstance(cipher, provider);
    }

    MessageDigest newDigest() {
        try {
            return provider == null ? MessageDigest.getInstance(digest) : MessageDigest.getInstance(digest, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is no " + digest, e);
        }
    }

    Mac newMac(byte[] key) {
        try {
            Mac made = provider == null ? Mac.getInstance(mac) : Mac.getInstance(mac, provider);
            made.init(new SecretKeySpec(key, mac));
            return made;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is no " + mac, e);
        }
    }
}
