package io.tocsin.store.block;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A growing array of numbers in 7-bit groups (low first) and texts with their length before them.
 */
final class PackedBytes {
    private byte[] bytes;
    private int size;

    PackedBytes(int capacity) {
        this.bytes = new byte[capacity];
    }

    void number(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        raw(utf8, utf8.length);
    }

    void raw(byte[] from, int length) {
        ensure(length);
        System.arraycopy(from, 0, bytes, size, length);
        size += length;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    byte[] array() {
        return bytes;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }
}
