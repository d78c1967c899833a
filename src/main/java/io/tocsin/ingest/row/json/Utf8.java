package io.tocsin.ingest.row.json;

/**
 * UTF-8 as RFC 3629 has it: no character in more bytes than it needs, no half of a pair, nothing
 * beyond U+10FFFF. JSON parsers let such bytes pass, and a text that was looked at is then another
 * one where it is used.
 */
public final class Utf8 {
    private Utf8() {}

    /** Whether the bytes from one index to before another are UTF-8. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            int first = bytes[i++];
            if (first >= 0) {
                continue;
            }
            int more = following(first & 0xff);
            if (more == 0 || i + more > to || !isSecond(first & 0xff, bytes[i] & 0xff)) {
                return false;
            }
            for (int end = i + more; i < end; i++) {
                if ((bytes[i] & 0xc0) != 0x80) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How many bytes follow a first one beyond ASCII; 0 when it can be none. */
    private static int following(int first) {
        if (first < 0xc2 || first > 0xf4) {
            return 0;
        }
        return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    }

    /** What is longer than needed, half of a pair or too large shows in the second byte. */
    private static boolean isSecond(int first, int second) {
        return switch (first) {
            case 0xe0 -> second >= 0xa0;
            case 0xed -> second <= 0x9f;
            case 0xf0 -> second >= 0x90;
            case 0xf4 -> second <= 0x8f;
            default -> true;
        };
    }
}
