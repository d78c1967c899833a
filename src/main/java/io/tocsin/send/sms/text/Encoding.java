package io.tocsin.send.sms.text;

import io.tocsin.send.sms.wire.Octets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the characters of a message are written as octets.
 */
public enum Encoding {

    /**
     * One octet a character, for texts of {@link #isPlain} characters only. Gateways turn it into GSM
     * 7-bit.
     */
    ASCII {
        @Override
        int end(String text, int from, int octets) {
            return Math.min(text.length(), from + octets);
        }
    },

    /**
     * UTF-16 big-endian: two octets, or four for what lies beyond the basic plane (emoji, rare
     * characters).
     */
    UCS2 {
        @Override
        int end(String text, int from, int octets) {
            int end = from + octets / 2;
            if (end >= text.length()) {
                return text.length();
            }
            boolean insidePair = Character.isLowSurrogate(text.charAt(end))
                    && Character.isHighSurrogate(text.charAt(end - 1));
            return insidePair ? end - 1 : end;
        }
    },

    /** GB18030: one, two or four octets a character. */
    GB18030 {
        @Override
        int end(String text, int from, int octets) {
            int end = from;
            int room = octets;
            while (end < text.length()) {
                int next = text.offsetByCodePoints(end, 1);
                room -= text.substring(end, next).getBytes(GB).length;
                if (room < 0) {
                    break;
                }
                end = next;
            }
            return end;
        }
    };

    private static final Charset GB = Charset.forName("GB18030");

    /**
     * Where a part that begins at {@code from} and has room for that many octets must end; between two
     * characters.
     */
    abstract int end(String text, int from, int octets);

    /** Header and characters in one run of octets. */
    Octets encoded(byte[] header, String part) {
        return switch (this) {
            case ASCII -> joined(header, part.getBytes(StandardCharsets.US_ASCII));
            case GB18030 -> joined(header, part.getBytes(GB));
            case UCS2 -> {
                // By hand, since the JDK's encoder is slower and replaces a lone surrogate.
                byte[] bytes = new byte[header.length + 2 * part.length()];
                System.arraycopy(header, 0, bytes, 0, header.length);
                for (int i = 0, at = header.length; i < part.length(); i++) {
                    bytes[at++] = (byte) (part.charAt(i) >> 8);
                    bytes[at++] = (byte) part.charAt(i);
                }
                yield Octets.owning(bytes);
            }
        };
    }

    /** What a phone would show of a content without header. Octets that mean nothing become U+FFFD. */
    public String decoded(Octets content) {
        return new String(content.toBytes(), switch (this) {
            case ASCII -> StandardCharsets.US_ASCII;
            case UCS2 -> StandardCharsets.UTF_16BE;
            case GB18030 -> GB;
        });
    }

    /**
     * Whether every character is printable ASCII and reaches the phone unchanged:
     * {@code [ \ ] ^ ` { | } ~} do not, for GSM 7-bit lacks them or takes two septets for each (GSM
     * 03.38, 6.2.1).
     */
    public static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= '{' || (c >= '[' && c <= '`' && c != '_')) {
                return false;
            }
        }
        return true;
    }

    private static Octets joined(byte[] header, byte[] body) {
        if (header.length == 0) {
            return Octets.owning(body);
        }
        byte[] bytes = new byte[header.length + body.length];
        System.arraycopy(header, 0, bytes, 0, header.length);
        System.arraycopy(body, 0, bytes, header.length, body.length);
        return Octets.owning(bytes);
    }
}
