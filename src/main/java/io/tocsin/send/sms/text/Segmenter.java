package io.tocsin.send.sms.text;

import io.tocsin.send.sms.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Cuts texts into segments of at most 140 octets. A text that fits one has no header; else every
 * part begins with a header that lets the phone put them together, unless the carrier joins them
 * otherwise ({@link Joining}).
 *
 * @param ascii whether texts of plain ASCII are sent as such
 * @param wide the encoding of all other texts: {@link Encoding#UCS2} or {@link Encoding#GB18030}
 * @param joining how parts are marked as belonging together
 * @param maxSegments the most segments of one text, 1 to 255
 * @param reserved octets to leave free in every segment, for what the carrier adds to a text; not
 *            all add it to the same one. Then no text is sent as ASCII, as what is added is Chinese
 */
public record Segmenter(boolean ascii, Encoding wide, Joining joining, int maxSegments, int reserved) {

    private static final int OCTETS = 140;
    private static final byte[] NO_HEADER = {};

    /** Checks the bounds. */
    public Segmenter {
        if (maxSegments < 1 || maxSegments > 255) {
            throw new IllegalArgumentException("maxSegments: expected 1 to 255, got " + maxSegments);
        }
        if (reserved < 0 || reserved > OCTETS / 2) {
            throw new IllegalArgumentException("reserved: expected 0 to " + OCTETS / 2 + ", got " + reserved);
        }
        if (wide == Encoding.ASCII) {
            throw new IllegalArgumentException("wide: expected UCS2 or GB18030, got ASCII");
        }
    }

    /** Parts joined by a header, with references of 16 or 8 bits. */
    public Segmenter(boolean ascii, Encoding wide, boolean wideReferences, int maxSegments) {
        this(ascii, wide, wideReferences ? Joining.UDH16 : Joining.UDH8, maxSegments, 0);
    }

    /** Nothing is added to texts. */
    public Segmenter(boolean ascii, Encoding wide, Joining joining, int maxSegments) {
        this(ascii, wide, joining, maxSegments, 0);
    }

    /** The same for a carrier that adds something to every text. */
    public Segmenter leaving(String added) {
        return new Segmenter(ascii, wide, joining, maxSegments, wide.encoded(NO_HEADER, added).length());
    }

    /**
     * How many segments a text takes, which may be more than allowed; the signature counts like the
     * rest.
     */
    public int count(String text) {
        Encoding encoding = encoding(text);
        if (encoding.end(text, 0, OCTETS - reserved) == text.length()) {
            return 1;
        }
        int room = OCTETS - joining.octets() - reserved;
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
        return split(text, () -> reference);
    }

    /** The same, where the reference is asked for only when there are several parts. */
    public EncodedText split(String text, IntSupplier references) {
        Encoding encoding = encoding(text);
        if (encoding.end(text, 0, OCTETS - reserved) == text.length()) {
            return whole(encoding, text);
        }
        int total = count(text);
        if (total > maxSegments) {
            throw new TooLongException(total, maxSegments);
        }
        if (joining == Joining.WHOLE) {
            return whole(encoding, text);
        }
        int reference = references.getAsInt();
        int room = OCTETS - joining.octets() - reserved;
        List<Octets> parts = new ArrayList<>(total);
        int at = 0;
        while (at < text.length()) {
            int end = encoding.end(text, at, room);
            parts.add(encoding.encoded(header(reference, total, parts.size() + 1), text.substring(at, end)));
            at = end;
        }
        return new EncodedText(encoding, parts, joining, reference, false);
    }

    private EncodedText whole(Encoding encoding, String text) {
        return new EncodedText(encoding, List.of(encoding.encoded(NO_HEADER, text)), joining, 0, false);
    }

    private Encoding encoding(String text) {
        return ascii && reserved == 0 && Encoding.isPlain(text) ? Encoding.ASCII : wide;
    }

    private byte[] header(int reference, int total, int number) {
        return switch (joining) {
            case UDH8 -> new byte[]{5, 0, 3, (byte) reference, (byte) total, (byte) number};
            case UDH16 -> new byte[]{6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) total, (byte) number};
            case SAR, WHOLE -> NO_HEADER;
        };
    }
}
