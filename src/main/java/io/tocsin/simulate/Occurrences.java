package io.tocsin.simulate;

/**
 * How often each of many keys occurred, in 10 bytes a slot: a simulator sees as many numbers as the
 * gateway has warnings, and shares its heap in the benchmarks. One thread.
 */
final class Occurrences {
    private static final int FIRST_SLOTS = 1024;

    private long[] keys = new long[FIRST_SLOTS];
    /** 0 for a free slot; stops at the largest. */
    private short[] counts = new short[FIRST_SLOTS];
    private int size;

    /** Different keys. */
    int size() {
        return size;
    }

    /** How often the key occurred, at most 32,767. */
    int of(long key) {
        return counts[slot(key)];
    }

    /** Notes the key once more; answers how often it had occurred before. */
    int add(long key) {
        int slot = slot(key);
        int before = counts[slot];
        if (before < Short.MAX_VALUE) {
            keys[slot] = key;
            counts[slot]++;
        }
        if (before == 0 && ++size * 3L > keys.length * 2L) {
            grow();
        }
        return before;
    }

    private void grow() {
        long[] oldKeys = keys;
        short[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new short[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Where the key is, or the free slot where it belongs. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * 0x9e37_79b9_7f4a_7c15L) >>> 32) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
