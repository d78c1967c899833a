package io.tocsin.store.block;

import io.tocsin.warning.Phone;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The packed rows of a block, read one by one when they are asked for. */
public final class PackedRows {
    private final byte[] bytes;
    private final String[] words;
    private final int[] starts;

    /**
     * Takes what {@link RowPacker#pack} made.
     *
     * @throws IllegalArgumentException when it is something else
     */
    public PackedRows(byte[] bytes) {
        try {
            PackedReader in = new PackedReader(bytes, 0);
            this.words = new String[in.count()];
            for (int i = 0; i < words.length; i++) {
                words[i] = in.text();
            }
            this.starts = new int[in.count()];
            for (int i = 0; i < starts.length; i++) {
                int length = in.count();
                starts[i] = in.position();
                in.skip(length);
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no packed rows: " + bytes.length + " bytes", e);
        }
        this.bytes = bytes;
    }

    /** How many. */
    public int size() {
        return starts.length;
    }

    /** Bytes it takes, roughly. */
    public int weight() {
        return bytes.length + 4 * starts.length + 64 * words.length + 64;
    }

    /**
     * The row of that index.
     *
     * @param index from 0
     * @throws IllegalArgumentException when it is something else
     */
    public Row get(int index) {
        PackedReader in = new PackedReader(bytes, starts[index]);
        try {
            return row(in);
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new IllegalArgumentException("no packed row: the " + index + " of " + starts.length, e);
        }
    }

    /** The number of that row, without reading the rest. */
    public Phone phone(int index) {
        return phone(new PackedReader(bytes, starts[index]));
    }

    private static Phone phone(PackedReader in) {
        return new Phone(Long.toString(in.number()).substring(1));
    }

    private Row row(PackedReader in) {
        Phone phone = phone(in);
        String ref = in.text();
        int flags = in.small();
        Instant notBefore = time(in, flags, RowPacker.HAS_START);
        Instant expiresAt = time(in, flags, RowPacker.HAS_EXPIRY);
        String playbook = words[in.small()];
        String fraudType = words[in.small()];
        String name = in.text();
        return new Row(ref, phone, fraudType, name, vars(in), playbook, notBefore, expiresAt);
    }

    private Map<String, String> vars(PackedReader in) {
        int count = in.count();
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> vars = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            vars.put(words[in.small()], in.text());
        }
        return vars;
    }

    private static @Nullable Instant time(PackedReader in, int flags, int flag) {
        return (flags & flag) == 0 ? null : Instant.ofEpochMilli(in.number());
    }
}
