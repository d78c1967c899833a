package io.tocsin.store.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Refs as the store looks them up: SHA-256, or SM3, of a derived key, the client's number and the
 * ref, of which 8 bytes are kept. A prefix key is enough where so little of the digest is ever
 * shown, and takes one compression instead of HMAC's four. For one thread.
 */
public final class RefKeys {
    private final Suite suite;
    private final byte[] prefix;
    private final int partitions;
    private final MessageDigest digest;

    /** Takes the store's key and the number of partitions. */
    public RefKeys(StoreKey key, int partitions) {
        this(key.suite(), key.derive("ref look-up"), partitions);
    }

    private RefKeys(Suite suite, byte[] prefix, int partitions) {
        this.suite = suite;
        this.prefix = prefix;
        this.partitions = partitions;
        this.digest = suite.newDigest();
    }

    /** The same for another thread. */
    public RefKeys another() {
        return new RefKeys(suite, prefix, partitions);
    }

    /** The key of a client's ref. */
    public RefKey of(int client, String ref) {
        digest.update(prefix);
        digest.update((byte) (client >>> 8));
        digest.update((byte) client);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest(ref.getBytes(StandardCharsets.UTF_8)));
        return new RefKey((int) Long.remainderUnsigned(hash.getLong(8), partitions), hash.getLong(0));
    }

    /**
     * A ref's key.
     *
     * @param partition of its log
     * @param fingerprint tells it from other refs of that partition
     */
    public record RefKey(int partition, long fingerprint) {}
}
