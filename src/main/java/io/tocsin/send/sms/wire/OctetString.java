package io.tocsin.send.sms.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/**
 * The protocols' fixed-width octet string: ASCII, left aligned, filled with 0x00 on the right (CMPP
 * V3.0.0, 3.1).
 *
 * <p>
 * Reading is tolerant: the text ends at the first 0x00 or at the width, blanks that some carriers
 * fill with are dropped, and bytes above 0x7f are kept as Latin-1. Writing is strict.
 */
public final class OctetString {

    private OctetString() {}

    /**
     * Reads {@code width} bytes as a text without its filling.
     *
     * @throws IndexOutOfBoundsException when the buffer holds fewer
     */
    public static String read(ByteBuf in, int width) {
        Fields.require(in, width);
        int start = in.readerIndex();
        in.skipBytes(width);
        int end = in.indexOf(start, start + width, (byte) 0);
        if (end < 0) {
            end = start + width;
        }
        while (end > start && in.getByte(end - 1) == ' ') {
            end--;
        }
        return end == start ? "" : in.toString(start, end - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * Writes a text and fills it up to {@code width} bytes.
     *
     * @param field the field's name in the protocol document, for the error
     * @throws IllegalArgumentException when the text is too long or not ASCII; the text itself is not
     *             in the message, because it may be a phone number
     */
    public static void write(ByteBuf out, String field, String text, int width) {
        int length = text.length();
        if (length > width) {
            throw new IllegalArgumentException(field + ": expected at most " + width + " octets, got " + length);
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) == 0 || text.charAt(i) > 0x7f) {
                throw new IllegalArgumentException(
                        field + ": expected ASCII, got U+%04X at %d".formatted((int) text.charAt(i), i));
            }
        }
        if (length > 0) {
            ByteBufUtil.writeAscii(out, text);
        }
        out.writeZero(width - length);
    }
}
