package io.tocsin.send.sms.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The C-octet string: ASCII, ended by 0x00 (SMPP 3.4, 3.1). Reading is tolerant: one that the
 * message ends is taken as it is, and bytes above 0x7f are kept as Latin-1. Writing is strict.
 */
public final class CString {

    private CString() {}

    /**
     * Reads one.
     *
     * @param most octets with the final 0x00 that are taken
     * @throws IndexOutOfBoundsException when it is longer
     */
    public static String read(ByteBuf in, int most) {
        int start = in.readerIndex();
        int zero = in.indexOf(start, in.writerIndex(), (byte) 0);
        int end = zero < 0 ? in.writerIndex() : zero;
        if (end - start >= most) {
            throw Fields.unfit("at most " + most, end - start + 1);
        }
        String text = end == start ? "" : in.toString(start, end - start, StandardCharsets.ISO_8859_1);
        in.readerIndex(zero < 0 ? end : end + 1);
        return text;
    }

    /**
     * Writes one.
     *
     * @param field the field's name in the protocol document, for the error
     * @param most octets with the final 0x00
     * @throws IllegalArgumentException when the text is too long or not ASCII; the text itself is not
     *             in the message, because it may be a phone number
     */
    public static void write(ByteBuf out, String field, String text, int most) {
        if (text.length() >= most) {
            throw new IllegalArgumentException(
                    field + ": expected at most " + (most - 1) + " octets, got " + text.length());
        }
        OctetString.write(out, field, text, text.length());
        out.writeByte(0);
    }
}
