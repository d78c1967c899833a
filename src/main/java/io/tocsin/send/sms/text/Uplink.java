package io.tocsin.send.sms.text;

import io.tocsin.send.sms.wire.Octets;
import io.tocsin.warning.Reply;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a person's message: its user data header, if it has one, says which part of a long one it
 * is (GSM 03.40, 9.2.3.24). Tolerant: a header that makes no sense is taken for none, and elements
 * nobody here knows are skipped.
 */
public final class Uplink {
    private static final int CONCATENATED_8 = 0x00;
    private static final int CONCATENATED_16 = 0x08;

    private Uplink() {}

    /**
     * From whom, to whom.
     *
     * @param id the carrier's own id of it, empty when it has none
     * @param phone the person's number as written
     * @param to the access number as written
     */
    public record Envelope(String id, String phone, String to) {}

    /**
     * The message.
     *
     * @param header whether the content begins with a user data header
     * @param beside what stands beside the content about its part; a header that says so itself wins
     */
    public static Reply read(Envelope envelope, Reply.Coding coding, Octets content, boolean header,
            Reply.@Nullable Part beside) {
        byte[] bytes = content.toBytes();
        int begins = header && bytes.length > 0 ? 1 + (bytes[0] & 0xff) : 0;
        Reply.Part part = beside;
        if (begins > bytes.length) {
            begins = 0;
        } else if (begins > 0) {
            Reply.Part own = part(bytes, begins);
            part = own == null ? beside : own;
        }
        String octets = new String(bytes, begins, bytes.length - begins, StandardCharsets.ISO_8859_1);
        // Some gateways number nothing and write zeros.
        String id = envelope.id().matches("0*") ? "" : envelope.id();
        return new Reply(id, envelope.phone(), envelope.to(), coding, octets, part);
    }

    /** A part's place, or null when it is the only one or the numbers make no sense. */
    public static Reply.@Nullable Part part(int reference, int total, int number) {
        return total < 2 || total > 255 || number < 1 || number > total
                ? null
                : new Reply.Part(reference & 0xffff, total, number);
    }

    private static Reply.@Nullable Part part(byte[] bytes, int end) {
        int at = 1;
        while (at + 2 <= end) {
            int element = bytes[at] & 0xff;
            int length = bytes[at + 1] & 0xff;
            int value = at + 2;
            if (value + length > end) {
                return null;
            }
            if (element == CONCATENATED_8 && length == 3) {
                return part(bytes[value] & 0xff, bytes[value + 1] & 0xff, bytes[value + 2] & 0xff);
            }
            if (element == CONCATENATED_16 && length == 4) {
                return part((bytes[value] & 0xff) << 8 | (bytes[value + 1] & 0xff), bytes[value + 2] & 0xff,
                        bytes[value + 3] & 0xff);
            }
            at = value + length;
        }
        return null;
    }

    /**
     * The coding that Msg_Fmt, MessageCoding and MsgFormat say (GSM 03.38, 4): 8 UCS-2, 15 GB18030, 4
     * octets, else ASCII; a class in it does not matter.
     */
    public static Reply.Coding coding(int format) {
        return switch (format) {
            case 8, 0x18, 0x19, 0x1a, 0x1b -> Reply.Coding.UCS2;
            case 15 -> Reply.Coding.GB18030;
            case 4 -> Reply.Coding.LATIN1;
            default -> Reply.Coding.ASCII;
        };
    }
}
