package io.tocsin.send.sms.text;

import io.tocsin.send.sms.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts texts into segments of at most 140 octets. A text that fits one has no header; else every
 * part begins with a header that lets the phone put them together (GSM 03.40, 9.2.3.24.1 and
 * 9.2.3.24.8).
 *
 * @param ascii whether texts of plain ASCII are sent as such
 * @param wide the encoding of all other texts: {@link Encoding#UCS2} or {@link Encoding#GB18030}
 * @param wideReferences whether references have 16 bits (7 octets of header) instead of 8 (6
 *            octets)
 * @param maxSegments the most segments of one text, 1 to 255
 */
public record Segmenter(boolean ascii, Encoding wide, boolean wideReferences, int maxSegments) {

    private static final int OCTETS = 140;
    private static final byte[] NO_HEADER = {};

    /** Checks the bounds. */
    public Segmenter {
        if (maxSegments < 1 || maxSegments > 255) {
            throw new IllegalArgumentException("maxSegments: expected 1 to 255, got " + maxSegments);
        }
        if (wide == Encoding.ASCII) {
            throw new IllegalArgumentException("wide: expected UCS2 or GB18030, got ASCII");
        }
    }

    /**
     * How many segments a text takes, which may be more than allowed; the signature counts like the
     * rest.
     */
    public int count(String text) {
        Encoding encoding = encoding(text);
        if (encoding.end(text, 0, OCTETS) == text.length()) {
            return 1;
        }
        int room = OCTETS - headerLength();
        int count = 0;
        for (int at = 0; at < text.length(); at = encoding.end(text, at, room)) {
            count++;
        }
        return count;
    }

    /**
     * Cuts and encodes a text.
     *
     * @param reference marks the parts of one message; its low 8 or 16 bits are used
     * @throws TooLongException when it needs more segments than allowed
     */
    public EncodedText split(String text, int reference) {
        Encoding encoding = encoding(text);
        if (encoding.end(text, 0, OCTETS) == text.length()) {
            return new EncodedText(encoding, List.of(encoding.encoded(NO_HEADER, text)));
        }
        int total = count(text);
        if (total > maxSegments) {
            throw new TooLongException(total, maxSegments);
        }
        int room = OCTETS - headerLength();
        List<Octets> parts = new ArrayList<>(total);
        int at = 0;
        while (at < text.length()) {
            int end = encoding.end(text, at, room);
            parts.add(encoding.encoded(header(reference, total, parts.size() + 1), text.substring(at, end)));
            at = end;
        }
        return new EncodedText(encoding, parts);
    }

    private Encoding encoding(String text) {
        return ascii && Encoding.isPlain(text) ? Encoding.ASCII : wide;
    }

    private int headerLength() {
        return wideReferences ? 7 : 6;
    }

    private byte[] header(int reference, int total, int number) {
        return wideReferences
                ? new byte[]{6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) total, (byte) number}
                : new byte[]{5, 0, 3, (byte) reference, (byte) total, (byte) number};
    }
}
