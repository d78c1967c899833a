package io.tocsin.access.password;

/** Base 32 without padding (RFC 4648, section 6), as authenticator apps read secrets. */
final class Base32 {
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private Base32() {}

    static String text(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte each : bytes) {
            buffer = ((buffer << Byte.SIZE) | (each & 0xff)) & 0xfff;
            bits += Byte.SIZE;
            while (bits >= BITS) {
                bits -= BITS;
                text.append(DIGITS.charAt((buffer >>> bits) & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(DIGITS.charAt((buffer << (BITS - bits)) & 0x1f));
        }
        return text.toString();
    }
}
