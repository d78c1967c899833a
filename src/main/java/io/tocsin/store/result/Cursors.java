package io.tocsin.store.result;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Opaque cursors: bytes with a kind before them and a checksum behind them, so that one that was
 * cut, made up or meant for something else is refused.
 */
final class Cursors {
    private static final int CHECK = 4;

    private Cursors() {}

    /** The text of a cursor. */
    static String write(char kind, byte[] content) {
        ByteBuffer whole = ByteBuffer.allocate(1 + content.length + CHECK).put((byte) kind).put(content);
        whole.putInt(check(whole.array(), 1 + content.length));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
    }

    /**
     * What was written.
     *
     * @throws IllegalArgumentException when it is no cursor of that kind
     */
    static ByteBuffer read(char kind, String text) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        int end = whole.length - CHECK;
        if (end < 1 || whole[0] != kind || ByteBuffer.wrap(whole).getInt(end) != check(whole, end)) {
            throw refused(null);
        }
        return ByteBuffer.wrap(Arrays.copyOfRange(whole, 1, end));
    }

    /** What a cursor that says impossible things is answered with. */
    static IllegalArgumentException refused(@org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalArgumentException("not a cursor that was given out for this", cause);
    }

    private static int check(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
