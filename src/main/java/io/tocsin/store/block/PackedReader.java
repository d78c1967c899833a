package io.tocsin.store.block;

import java.nio.charset.StandardCharsets;

/** Reads what {@link PackedBytes} wrote. */
final class PackedReader {
    private final byte[] bytes;
    private int at;

    PackedReader(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte group = bytes[at++];
            value |= (group & 0x7fL) << shift;
            if (group >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits at " + at);
    }

    int count() {
        return Math.toIntExact(number());
    }

    String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    int position() {
        return at;
    }

    void skip(int count) {
        at += count;
    }
}
