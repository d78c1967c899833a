package io.tocsin.warning;

import java.util.Map;

/** The default alphabet of GSM (GSM 03.38, 6.2.1), one septet a character of 0 to 127. */
final class Gsm7 {
    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final char ESCAPE = 0x1b;
    /** What stands behind an escape (6.2.1.1). */
    private static final Map<Character, Character> EXTENDED = Map.of((char) 0x0a, '\f', (char) 0x14, '^', (char) 0x28,
            '{', (char) 0x29, '}', (char) 0x2f, '\\', (char) 0x3c, '[', (char) 0x3d, '~', (char) 0x3e, ']',
            (char) 0x40, '|', (char) 0x65, '€');
    private static final char NOTHING = '\ufffd';

    private Gsm7() {}

    /** The characters; what means nothing becomes U+FFFD, and an escape before the unknown a blank. */
    static String decoded(String septets) {
        StringBuilder text = new StringBuilder(septets.length());
        for (int i = 0; i < septets.length(); i++) {
            char c = septets.charAt(i);
            if (c == ESCAPE && i + 1 < septets.length() && EXTENDED.containsKey(septets.charAt(i + 1))) {
                text.append(EXTENDED.get(septets.charAt(++i)));
            } else if (c == ESCAPE) {
                text.append(' ');
            } else {
                text.append(c < BASIC.length() ? BASIC.charAt(c) : NOTHING);
            }
        }
        return text.toString();
    }
}
