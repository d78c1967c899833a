package io.tocsin.store.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 32 bytes from which every key of the store is derived (HKDF-SHA256, RFC 5869). Losing them
 * means losing every number and variable.
 */
public final class StoreKey {
    /** Bytes of the key. */
    public static final int BYTES = 32;
    private final SecretKey secret;

    /**
     * Takes the key.
     *
     * @throws IllegalArgumentException when it has not 32 bytes
     */
    public StoreKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("store.key: got " + bytes.length + " bytes, expected " + BYTES);
        }
        this.secret = new SecretKeySpec(bytes, "Generic");
    }

    /** The key of a purpose. */
    SecretKey derive(String purpose, String algorithm) {
        try {
            HKDFParameterSpec spec = HKDFParameterSpec.ofExtract().addIKM(secret)
                    .thenExpand(("tocsin " + purpose).getBytes(StandardCharsets.US_ASCII), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey(algorithm, spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
        }
    }

    /** A value that tells whether two nodes have the same key, and nothing else about it. */
    public String check() {
        return HexFormat.of().formatHex(derive("check", "Generic").getEncoded(), 0, 8);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "(store key " + check() + ")";
    }
}
