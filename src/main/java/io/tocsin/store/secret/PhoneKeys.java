package io.tocsin.store.secret;

import io.tocsin.warning.Phone;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Phone numbers as the store looks them up: the first 16 bytes of HMAC-SHA256, or HMAC-SM3, with a
 * derived key, which also choose the partition.
 */
public final class PhoneKeys {
    /** Bytes of a phone key. */
    public static final int BYTES = 16;
    /** Bytes of a tag. */
    public static final int TAG_BYTES = 8;
    private static final int BLOCK = 16;
    private final Suite suite;
    private final Keyed looking;
    private final Keyed marking;
    private final SecretKey tagging;
    private final int partitions;

    /** Takes the store's key and the number of partitions. */
    public PhoneKeys(StoreKey key, int partitions) {
        suite = key.suite();
        looking = new Keyed(suite, key.derive("phone look-up"));
        marking = new Keyed(suite, key.derive("phone marks"));
        tagging = suite.cipherKeyOf(key.derive("phone tags"));
        this.partitions = partitions;
    }

    /**
     * Tags of numbers, for an index that is written with every text message: the first 8 bytes of the
     * number encrypted as one block, at a hundredth of what a key costs when many are asked for at
     * once. Two numbers may share one, so who finds something by it looks whether it is his.
     */
    // One block is one number, and the same number must have the same tag.
    @SuppressWarnings("InsecureCryptoUsage")
    public List<byte[]> tags(List<Phone> phones) {
        if (phones.isEmpty()) {
            return List.of();
        }
        ByteBuffer plain = ByteBuffer.allocate(phones.size() * BLOCK);
        phones.forEach(phone -> plain.putLong(0).putLong(Long.parseLong(phone.digits())));
        try {
            Cipher cipher = suite.newBlockCipher();
            cipher.init(Cipher.ENCRYPT_MODE, tagging);
            byte[] all = cipher.doFinal(plain.array());
            List<byte[]> tags = new ArrayList<>(phones.size());
            for (int at = 0; at < all.length; at += BLOCK) {
                tags.add(Arrays.copyOfRange(all, at, at + TAG_BYTES));
            }
            return tags;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("there is no " + suite.cipherKey(), e);
        }
    }

    /** How many partitions there are. */
    public int partitions() {
        return partitions;
    }

    /** The key of a number; safe for many threads. */
    public byte[] of(Phone phone) {
        return Arrays.copyOf(looking.of(phone.digits()), BYTES);
    }

    /**
     * Recognises something that has to do with a number, and tells neither to who has no key: what
     * there is to say of one is mostly so little that it could be guessed. Safe for many threads.
     *
     * @return 32 bytes
     */
    public byte[] mark(Phone phone, String about) {
        return marking.of(phone.digits() + "\0" + about);
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
