package io.tocsin.store.block;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs the rows of a block. Words that rows of a block share (fraud types, playbooks, names of
 * variables) stand once, ahead of the rows; every row begins with its length, so that one can be
 * read without the others.
 */
public final class RowPacker {
    static final int HAS_START = 1;
    static final int HAS_EXPIRY = 2;
    private static final int TYPICAL_ROW = 64;
    private final Map<String, Integer> words = new HashMap<>();
    private final PackedBytes dictionary = new PackedBytes(256);
    private final PackedBytes row = new PackedBytes(256);

    private RowPacker() {}

    /** The rows as one value, not yet encrypted. */
    public static byte[] pack(List<Row> rows) {
        return new RowPacker().all(rows);
    }

    private byte[] all(List<Row> rows) {
        PackedBytes body = new PackedBytes(rows.size() * TYPICAL_ROW);
        for (Row each : rows) {
            row.clear();
            one(each);
            body.number(row.size());
            body.raw(row.array(), row.size());
        }
        PackedBytes whole = new PackedBytes(body.size() + dictionary.size() + 8);
        whole.number(words.size());
        whole.raw(dictionary.array(), dictionary.size());
        whole.number(rows.size());
        whole.raw(body.array(), body.size());
        return whole.copy();
    }

    private void one(Row from) {
        // A leading 1 keeps leading zeros.
        row.number(Long.parseLong("1" + from.phone().digits()));
        row.text(from.ref());
        row.number((from.notBefore() == null ? 0 : HAS_START) | (from.expiresAt() == null ? 0 : HAS_EXPIRY));
        time(from.notBefore());
        time(from.expiresAt());
        row.number(word(from.playbook()));
        row.number(word(from.fraudType()));
        row.text(from.name());
        row.number(from.vars().size());
        from.vars().forEach((key, value) -> {
            row.number(word(key));
            row.text(value);
        });
    }

    private void time(@Nullable Instant time) {
        if (time != null) {
            row.number(time.toEpochMilli());
        }
    }

    private int word(String word) {
        Integer known = words.get(word);
        if (known != null) {
            return known;
        }
        dictionary.text(word);
        words.put(word, words.size());
        return words.size() - 1;
    }
}
