package io.tocsin.store.redis;

import java.nio.charset.StandardCharsets;

/** The spelling of the keys about units that have cases; of all others see {@link Keys}. */
public final class CaseKeys {
    private CaseKeys() {}

    /** Units that cases were opened in. */
    public static byte[] units(int partition) {
        return in(partition, "ku");
    }

    /** Units nobody covers, and whose their cases are meanwhile. */
    public static byte[] uncovered(int partition) {
        return in(partition, "kv");
    }

    /** What cannot be read, and since when. */
    public static byte[] aside(int partition) {
        return in(partition, "kb");
    }

    /** Closed cases of a day that were drawn to be checked. */
    public static byte[] sample(int partition, long day) {
        return in(partition, "ka:" + day);
    }

    private static byte[] in(int partition, String rest) {
        return ("{" + partition + "}" + rest).getBytes(StandardCharsets.US_ASCII);
    }
}
