package io.tocsin.send.sms.session;

import io.netty.util.collection.IntObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The submits of a session that have no answer yet, by sequence and in the order they were written.
 * All have the same time to be answered, so the oldest is the first to be late.
 */
final class Window {
    /** One submit without an answer. */
    static final class Slot {
        private final int sequence;
        private final SmsAttempt attempt;
        private final int part;
        private final int offset;
        private final long sentAt;
        private @Nullable Slot older;
        private @Nullable Slot newer;

        private Slot(int sequence, SmsAttempt attempt, int part, int offset, long sentAt) {
            this.sequence = sequence;
            this.attempt = attempt;
            this.part = part;
            this.offset = offset;
            this.sentAt = sentAt;
        }

        int sequence() {
            return sequence;
        }

        SmsAttempt attempt() {
            return attempt;
        }

        int part() {
            return part;
        }

        /** Where the submit begins in the run of bytes it was written with. */
        int offset() {
            return offset;
        }
    }

    private final int size;
    private final IntObjectHashMap<Slot> slots;
    private @Nullable Slot oldest;
    private @Nullable Slot newest;

    Window(int size) {
        this.size = size;
        this.slots = new IntObjectHashMap<>(4 * size);
    }

    boolean isFull() {
        return slots.size() >= size;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    void add(int sequence, SmsAttempt attempt, int part, int offset, long now) {
        Slot slot = new Slot(sequence, attempt, part, offset, now);
        slots.put(scattered(sequence), slot);
        slot.older = newest;
        if (newest == null) {
            oldest = slot;
        } else {
            newest.newer = slot;
        }
        newest = slot;
    }

    /** Takes a submit out; null when there is none with that sequence. */
    @Nullable
    Slot remove(int sequence) {
        Slot slot = slots.remove(scattered(sequence));
        if (slot == null) {
            return null;
        }
        if (slot.older == null) {
            oldest = slot.newer;
        } else {
            slot.older.newer = slot.newer;
        }
        if (slot.newer == null) {
            newest = slot.older;
        } else {
            slot.newer.older = slot.older;
        }
        return slot;
    }

    /**
     * Takes out the oldest submit if it was written at least {@code age} nanoseconds ago; else null.
     */
    @Nullable
    Slot removeLate(long now, long age) {
        Slot slot = oldest;
        return slot != null && now - slot.sentAt >= age ? remove(slot.sequence) : null;
    }

    /** Takes out the oldest submit; null when there is none. */
    @Nullable
    Slot removeOldest() {
        return oldest == null ? null : remove(oldest.sequence);
    }

    /**
     * The map probes linearly, and sequences in a row would make one long cluster that every removal
     * has to shift. An odd factor scatters them and keeps them different.
     */
    private static int scattered(int sequence) {
        return sequence * 0x9e37_79b9;
    }
}
