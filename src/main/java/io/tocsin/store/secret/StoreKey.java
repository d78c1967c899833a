package io.tocsin.store.secret;

import io.tocsin.config.value.CryptoProfile;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 32 bytes from which every key of the store is derived, and for which algorithms. Losing them
 * means losing every number and variable.
 */
public final class StoreKey {
    /** Bytes of the key. */
    public static final int BYTES = 32;
    private final SecretKey secret;
    private final Suite suite;

    /**
     * Takes the key, for {@link CryptoProfile#INTL}.
     *
     * @throws IllegalArgumentException when it has not 32 bytes
     */
    public StoreKey(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("store.key: got " + bytes.length + " bytes, expected " + BYTES);
        }
        this.secret = new SecretKeySpec(bytes, "Generic");
        this.suite = Suite.of(CryptoProfile.INTL);
    }

    private StoreKey(SecretKey secret, Suite suite) {
        this.secret = secret;
        this.suite = suite;
    }

    /** The same bytes for a profile's algorithms. */
    public StoreKey with(CryptoProfile profile) {
        return new StoreKey(secret, Suite.of(profile));
    }

    /** What its keys are for. */
    Suite suite() {
        return suite;
    }

    /** The key of a purpose, 32 bytes. */
    byte[] derive(String purpose) {
        return suite.derive(secret, purpose);
    }

    /**
     * A value that tells whether two nodes have the same key and profile, and nothing else about it.
     */
    public String check() {
        return HexFormat.of().formatHex(derive("check"), 0, 8);
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "(store key " + check() + ")";
    }
}
