package io.tocsin.store.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The spelling of the keys about replies; of all others see {@link Keys}. */
public final class ReplyKeys {
    private ReplyKeys() {}

    /** Replies to the warnings of a block. */
    public static byte[] replies(int partition, long block) {
        return in(partition, ":" + block);
    }

    /** Replies that match no warning. */
    public static byte[] strays(int partition) {
        return in(partition, "u");
    }

    /** Parts of a long reply that wait for the others. */
    public static byte[] parts(int partition, byte[] merge) {
        byte[] before = in(partition, "p:");
        byte[] key = Arrays.copyOf(before, before.length + merge.length);
        System.arraycopy(merge, 0, key, before.length, merge.length);
        return key;
    }

    /** When what waits is looked at next. */
    public static byte[] times(int partition) {
        return in(partition, "t");
    }

    /** Fingerprints of what came. */
    public static byte[] seen(int partition) {
        return in(partition, "s");
    }

    private static byte[] in(int partition, String rest) {
        return ("{" + partition + "}M" + rest).getBytes(StandardCharsets.US_ASCII);
    }
}
