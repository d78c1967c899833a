package io.tocsin.store.refs;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * An index of one partition's log of refs: 20 bytes a ref as in Redis, and an open-addressing table
 * of their ordinals at a load of at most one half, 28 to 36 bytes a ref in all. Off the heap,
 * because a month of refs would fill it. Of records with one fingerprint the latest counts. For one
 * thread.
 */
final class RefTable {
    /** Bytes of a record: fingerprint (8), phone fingerprint (4), warning id (8). */
    static final int RECORD = 20;
    private static final int SHELF_BITS = 10;
    private static final int SHELF = 1 << SHELF_BITS;
    private static final int FIRST_SLOTS = 1 << 12;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED
            .withOrder(java.nio.ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED
            .withOrder(java.nio.ByteOrder.BIG_ENDIAN);

    private List<Shelf> shelves = new ArrayList<>();
    private MemorySegment slots = slots(FIRST_SLOTS);
    private int mask = FIRST_SLOTS - 1;
    private int used;

    /** The ordinal of the latest record of that fingerprint, -1 for none. */
    int find(long fingerprint) {
        for (int at = home(fingerprint);; at = at + 1 & mask) {
            int ordinal = slots.getAtIndex(ValueLayout.JAVA_INT, at) - 1;
            if (ordinal < 0 || fingerprint(ordinal) == fingerprint) {
                return ordinal;
            }
        }
    }

    /** The phone's fingerprint in a record. */
    int phone(int ordinal) {
        return shelves.get(ordinal >>> SHELF_BITS).records.get(INT, offset(ordinal) + 8);
    }

    /** The packed warning id in a record. */
    long id(int ordinal) {
        return shelves.get(ordinal >>> SHELF_BITS).records.get(LONG, offset(ordinal) + 12);
    }

    /** Adds a record of that day. */
    void add(long day, long fingerprint, int phone, long id) {
        Shelf shelf = shelves.isEmpty() ? null : shelves.getLast();
        if (shelf == null || shelf.count == SHELF || shelf.day != day) {
            shelf = new Shelf(day);
            shelves.add(shelf);
        }
        long offset = (long) shelf.count * RECORD;
        shelf.records.set(LONG, offset, fingerprint);
        shelf.records.set(INT, offset + 8, phone);
        shelf.records.set(LONG, offset + 12, id);
        int ordinal = ((shelves.size() - 1) << SHELF_BITS) + shelf.count++;
        put(fingerprint, ordinal);
    }

    /** Forgets records of days before that one. */
    void forgetBefore(long day) {
        if (shelves.stream().noneMatch(shelf -> shelf.day < day)) {
            return;
        }
        shelves = new ArrayList<>(shelves.stream().filter(shelf -> shelf.day >= day).toList());
        rehash(FIRST_SLOTS);
    }

    /** Refs it knows. */
    int size() {
        return used;
    }

    private void put(long fingerprint, int ordinal) {
        int at = home(fingerprint);
        int there = slots.getAtIndex(ValueLayout.JAVA_INT, at);
        while (there != 0 && fingerprint(there - 1) != fingerprint) {
            at = at + 1 & mask;
            there = slots.getAtIndex(ValueLayout.JAVA_INT, at);
        }
        slots.setAtIndex(ValueLayout.JAVA_INT, at, ordinal + 1);
        if (there == 0 && ++used > mask / 2) {
            rehash((mask + 1) * 2);
        }
    }

    private void rehash(int size) {
        slots = slots(size);
        mask = size - 1;
        used = 0;
        for (int s = 0; s < shelves.size(); s++) {
            for (int i = 0; i < shelves.get(s).count; i++) {
                int ordinal = (s << SHELF_BITS) + i;
                int before = mask;
                put(fingerprint(ordinal), ordinal);
                if (mask != before) {
                    return; // it grew, which put everything in again
                }
            }
        }
    }

    private int home(long fingerprint) {
        return (int) (fingerprint >>> 32 ^ fingerprint) & mask;
    }

    private long fingerprint(int ordinal) {
        return shelves.get(ordinal >>> SHELF_BITS).records.get(LONG, offset(ordinal));
    }

    private static long offset(int ordinal) {
        return (long) (ordinal & SHELF - 1) * RECORD;
    }

    private static MemorySegment slots(int size) {
        return Arena.ofAuto().allocate(4L * size, 4);
    }

    /** Records of one day, in the order in which they were learnt. */
    private static final class Shelf {
        private final long day;
        private final MemorySegment records = Arena.ofAuto().allocate((long) SHELF * RECORD, 8);
        private int count;

        Shelf(long day) {
            this.day = day;
        }
    }
}
