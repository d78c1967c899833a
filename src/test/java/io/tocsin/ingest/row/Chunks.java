package io.tocsin.ingest.row;

import java.io.InputStream;

/** A body that comes in pieces of a given size. */
public final class Chunks extends InputStream {
    private final byte[] bytes;
    private final int size;
    private int at;

    /** Pieces of at most {@code size} bytes. */
    public Chunks(byte[] bytes, int size) {
        this.bytes = bytes;
        this.size = size;
    }

    @Override
    public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (at == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(size, length), bytes.length - at);
        System.arraycopy(bytes, at, into, offset, count);
        at += count;
        return count;
    }
}
