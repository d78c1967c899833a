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
        } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException e) {
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

    /** The row of that index, from 0. */
    public Row get(int index) {
        PackedReader in = new PackedReader(bytes, starts[index]);
        Phone phone = new Phone(Long.toString(in.number()).substring(1));
        String ref = in.text();
        int flags = in.count();
        Instant notBefore = time(in, flags, RowPacker.HAS_START);
        Instant expiresAt = time(in, flags, RowPacker.HAS_EXPIRY);
        String playbook = words[in.count()];
        String fraudType = words[in.count()];
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
            vars.put(words[in.count()], in.text());
        }
        return vars;
    }

    private static @Nullable Instant time(PackedReader in, int flags, int flag) {
        return (flags & flag) == 0 ? null : Instant.ofEpochMilli(in.number());
    }
}
