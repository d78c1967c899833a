package io.tocsin.ingest.batch.dry;

/** Numbers by a 64-bit key, in two flat arrays, so that a million takes 33.5 MB and no object. */
final class Seen {
    /** More than that are not remembered. */
    static final int MOST = 1_000_000;
    private long[] keys = new long[1 << 10];
    private long[] values = new long[1 << 10];
    private int size;

    /** A key of a text; two texts share one by a chance of one in 2^63. */
    static long key(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        return hash == 0 ? 1 : hash;
    }

    /**
     * Puts a value where there is none.
     *
     * @param key not 0
     * @return what was there, 0 for nothing
     */
    long putIfAbsent(long key, long value) {
        int at = place(key);
        if (keys[at] == 0 && size < MOST) {
            keys[at] = key;
            values[at] = value;
            grow();
            return 0;
        }
        return keys[at] == 0 ? 0 : values[at];
    }

    /** Adds one and returns how many there were before. */
    long count(long key) {
        long before = putIfAbsent(key, 1);
        if (before > 0) {
            values[place(key)] = before + 1;
        }
        return before;
    }

    /** What is there, 0 for nothing. */
    long get(long key) {
        return values[place(key)];
    }

    private int place(long key) {
        int at = ((int) ((key * 0x9e3779b97f4a7c15L) >>> 32)) & (keys.length - 1);
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        if (++size * 4L < keys.length * 3L) {
            return;
        }
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int at = place(oldKeys[i]);
                keys[at] = oldKeys[i];
                values[at] = oldValues[i];
            }
        }
    }
}
