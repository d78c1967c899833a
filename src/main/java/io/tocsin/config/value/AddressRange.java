package io.tocsin.config.value;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * Addresses that begin with the same bits, {@code 10.0.0.0/8}; or a single one.
 *
 * @param text as it was written
 * @param first an address of it
 * @param bits how many bits are the same, 0 to 32 or 128
 */
public record AddressRange(String text, InetAddress first, int bits) {
    private static final int BYTE = 8;

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is neither an address nor a range of them
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = first.getAddress().length * BYTE;
        int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > all || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException(text);
        }
        return new AddressRange(text, first, bits);
    }

    /** Whether an address is one of them. */
    public boolean contains(InetAddress address) {
        byte[] one = first.getAddress();
        byte[] other = address.getAddress();
        int whole = bits / BYTE;
        int rest = bits % BYTE;
        return one.length == other.length && Arrays.equals(one, 0, whole, other, 0, whole)
                && (rest == 0 || ((one[whole] ^ other[whole]) & 0xff) >>> (BYTE - rest) == 0);
    }
}
