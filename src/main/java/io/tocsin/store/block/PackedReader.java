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

    /**
     * How many things follow, each of a byte at least, so that nobody makes room for more than came.
     */
    int count() {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException(
                    "got a count of " + count + ", expected at most the " + (bytes.length - at) + " bytes that follow");
        }
        return (int) count;
    }

    /** A number that counts nothing that follows. */
    int small() {
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
