package io.tocsin.store.redis;

import java.nio.charset.StandardCharsets;

/**
 * The spelling of the keys about numbers that changed their operator; of all others see
 * {@link Keys}.
 */
public final class PortedKeys {
    private PortedKeys() {}

    /** What is known, by phone key. */
    public static byte[] numbers(int partition) {
        return in(partition, "");
    }

    /** How often that changed. */
    public static byte[] version(int partition) {
        return in(partition, "v");
    }

    /** The last changes, each with its version. */
    public static byte[] changes(int partition) {
        return in(partition, "c");
    }

    private static byte[] in(int partition, String rest) {
        return ("{" + partition + "}P" + rest).getBytes(StandardCharsets.US_ASCII);
    }
}
