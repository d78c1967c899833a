package io.tocsin.store.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encryption at rest: AES-256-GCM (NIST SP 800-38D), or SM4-GCM (RFC 8998), with a random nonce of
 * 12 bytes, bound to the place where the value stands so that values cannot be exchanged. Layout:
 * version (1 AES, 2 SM4), nonce, ciphertext, tag of 16 bytes.
 */
public final class BlockCipher {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private final Suite suite;
    private final SecretKey key;
    private final Nonces nonces;

    /** Takes the store's key and a source of nonces. */
    public BlockCipher(StoreKey key, Nonces nonces) {
        this.suite = key.suite();
        this.key = suite.cipherKeyOf(key.derive("encryption at rest"));
        this.nonces = nonces;
    }

    /**
     * Encrypts.
     *
     * @param place the key under which the value will stand, and field if it is in a hash
     */
    public byte[] encrypt(String place, byte[] plain, int length) {
        byte[] nonce = new byte[NONCE];
        nonces.fill(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, place);
            byte[] out = new byte[1 + NONCE + cipher.getOutputSize(length)];
            out[0] = suite.version();
            System.arraycopy(nonce, 0, out, 1, NONCE);
            cipher.doFinal(plain, 0, length, out, 1 + NONCE);
            return out;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(suite.cipher() + " failed", e);
        }
    }

    /**
     * Decrypts.
     *
     * @throws IllegalArgumentException when it was not encrypted with this key for this place
     */
    public byte[] decrypt(String place, byte[] value) {
        if (value.length < 1 + NONCE || value[0] != suite.version()) {
            throw new IllegalArgumentException("no encrypted value of version " + suite.version() + " at " + place);
        }
        byte[] nonce = new byte[NONCE];
        ByteBuffer.wrap(value).get(1, nonce);
        try {
            return cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(value, 1 + NONCE, value.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the value at " + place + " is damaged or of another key", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = suite.newCipher();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
