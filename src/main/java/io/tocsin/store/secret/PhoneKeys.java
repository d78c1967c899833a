package io.tocsin.store.secret;

import io.tocsin.warning.Phone;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;

/**
 * Phone numbers as the store looks them up: the first 16 bytes of HMAC-SHA256 with a derived key,
 * which also choose the partition.
 */
public final class PhoneKeys {
    /** Bytes of a phone key. */
    public static final int BYTES = 16;
    private final Mac ready;
    private final int partitions;

    /** Takes the store's key and the number of partitions. */
    public PhoneKeys(StoreKey key, int partitions) {
        try {
            this.ready = Mac.getInstance("HmacSHA256");
            ready.init(key.derive("phone look-up", "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
        this.partitions = partitions;
    }

    /** How many partitions there are. */
    public int partitions() {
        return partitions;
    }

    /** The key of a number; safe for many threads. */
    public byte[] of(Phone phone) {
        try {
            byte[] whole = ((Mac) ready.clone()).doFinal(phone.digits().getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(whole, BYTES);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's HmacSHA256 can be cloned", e);
        }
    }

    /** The partition of a number with that key. */
    public int partition(byte[] phoneKey) {
        return (int) Long.remainderUnsigned(ByteBuffer.wrap(phoneKey).getLong(8), partitions);
    }

    /** The partition of a number. */
    public int partition(Phone phone) {
        return partition(of(phone));
    }

    /** Four bytes that tell one number from another, for the log of refs. */
    public static int fingerprint(byte[] phoneKey) {
        return ByteBuffer.wrap(phoneKey).getInt();
    }
}
