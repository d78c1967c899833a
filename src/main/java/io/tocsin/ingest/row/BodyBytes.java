package io.tocsin.ingest.row;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The part of a body that is in memory: a window of fixed size that moves over it, and the hash of
 * everything before the window's start. Readers look at bytes from {@link #start} on and take what
 * they have understood. Used by one thread.
 */
public final class BodyBytes {
    /** Longest row, in bytes. */
    public static final int LONGEST_ROW = 64 * 1024;
    private static final int CAPACITY = 4 * LONGEST_ROW;

    private final InputStream in;
    private final MessageDigest digest = sha256();
    private final byte[] bytes = new byte[CAPACITY];
    private int hashed;
    private int start;
    private int end;
    private long taken;
    private boolean ended;
    private int rowEnd;
    private long rowOffset;
    private @Nullable MessageDigest atRowEnd;

    /** A window at the beginning of the body. */
    public BodyBytes(InputStream in) {
        this.in = in;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The window's array; bytes from {@link #start} to {@link #end} are the body's. */
    public byte[] array() {
        return bytes;
    }

    /** Index of the first byte that is not taken. */
    public int start() {
        return start;
    }

    /** Index behind the last byte that has come. */
    public int end() {
        return end;
    }

    /**
     * Waits for more bytes; {@link #start} may move within the array. What was taken is forgotten.
     *
     * @return false when the body has ended
     * @throws IllegalStateException when nothing was taken for as long as the window is
     */
    public boolean more() throws IOException {
        if (ended) {
            return false;
        }
        if (CAPACITY - end < LONGEST_ROW) {
            forget();
        }
        int read = in.read(bytes, end, CAPACITY - end);
        ended = read < 0;
        end += Math.max(read, 0);
        return !ended;
    }

    private void forget() {
        if (atRowEnd == null) {
            hash(rowEnd);
            atRowEnd = copy(digest);
        }
        hash(start);
        System.arraycopy(bytes, start, bytes, 0, end - start);
        end -= start;
        start = 0;
        hashed = 0;
        rowEnd = 0;
        if (end == CAPACITY) {
            throw new IllegalStateException("a reader kept " + CAPACITY + " bytes without taking any");
        }
    }

    private void hash(int to) {
        digest.update(bytes, hashed, to - hashed);
        hashed = to;
    }

    private static MessageDigest copy(MessageDigest state) {
        try {
            return (MessageDigest) state.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** Takes bytes from the window's start. */
    public void take(int count) {
        start += count;
        taken += count;
    }

    /** How many bytes were taken since the body's beginning. */
    public long offset() {
        return taken;
    }

    /** Notes that a row, with all its bytes taken, was dealt with. */
    public void endRow() {
        rowEnd = start;
        rowOffset = taken;
        atRowEnd = null;
    }

    /** How many bytes were taken at the last {@link #endRow}. */
    public long rowOffset() {
        return rowOffset;
    }

    /** SHA-256 of the bytes taken at the last {@link #endRow}, lower-case hex. */
    public String rowDigestHex() {
        if (atRowEnd == null) {
            hash(rowEnd);
            atRowEnd = copy(digest);
        }
        return hex(atRowEnd);
    }

    /** SHA-256 of all bytes taken, lower-case hex; the body is not read any further. */
    public String digestHex() {
        hash(start);
        return hex(digest);
    }

    private static String hex(MessageDigest state) {
        return HexFormat.of().formatHex(copy(state).digest());
    }

    /**
     * Takes everything to the body's end, for its hash alone.
     *
     * @throws IOException when the body does not come any more
     */
    public void takeAll() throws IOException {
        do {
            take(end - start);
        } while (more());
    }

    /** Takes a byte order mark of UTF-8 if the body begins with one. */
    public void takeMark() throws IOException {
        while (end - start < 3 && more()) {
            // Three bytes decide.
        }
        if (end - start >= 3 && (bytes[start] & 0xff) == 0xef && (bytes[start + 1] & 0xff) == 0xbb
                && (bytes[start + 2] & 0xff) == 0xbf) {
            take(3);
        }
    }

    /**
     * Takes everything up to and with the next line feed, or to the end, however far that is.
     */
    public void takeLine() throws IOException {
        do {
            for (int i = start; i < end; i++) {
                if (bytes[i] == '\n') {
                    take(i + 1 - start);
                    return;
                }
            }
            take(end - start);
        } while (more());
    }
}
