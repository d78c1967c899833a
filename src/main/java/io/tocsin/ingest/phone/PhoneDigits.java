package io.tocsin.ingest.phone;

/**
 * The digits of a number as people write it: spaces, dashes, brackets, full-width forms and what
 * spreadsheets put around it are left out. Anything else is a slip, and what is left of it may be
 * the number of somebody else: {@code 1380022003.2} is no number.
 */
final class PhoneDigits {
    /** Longer texts are no number; 15 digits, twice as many separators. */
    private static final int LONGEST = 48;
    private static final char FULL_WIDTH = '\uff01' - '!';

    private PhoneDigits() {}

    /**
     * Plain digits, with a plus in front when there is one.
     *
     * @return empty when there is anything that does not belong to a number
     */
    static String of(String text) {
        int length = text.length();
        if (length > LONGEST) {
            return "";
        }
        if (isPlain(text)) {
            return text;
        }
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            char c = narrow(text.charAt(i));
            if ((c >= '0' && c <= '9') || (c == '+' && digits.isEmpty())) {
                digits.append(c);
            } else if (!isSeparator(c) && !(c == '\'' && i == 0)) {
                return "";
            }
        }
        return digits.toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static char narrow(char c) {
        return c >= '\uff01' && c <= '\uff5e' ? (char) (c - FULL_WIDTH) : c;
    }

    private static boolean isSeparator(char c) {
        return switch (c) {
            case ' ', '-', '(', ')', '\t', '\u00a0', '\u3000' -> true;
            // Dashes of all widths, the minus, and marks without width that copying leaves behind.
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\u30fc' -> true;
            case '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202c', '\u202d', '\ufeff' -> true;
            default -> false;
        };
    }
}
