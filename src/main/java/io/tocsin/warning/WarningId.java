package io.tocsin.warning;

import java.util.Optional;

/**
 * The identity of a warning, which says where it is stored: partition, block and place in the
 * block.
 *
 * @param partition 0 to 63
 * @param block number of the block in its partition, 0 to 2^40 - 1
 * @param index place in the block, 0 to 511
 */
public record WarningId(int partition, long block, int index) {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 13;

    /** Refuses what is out of range. */
    public WarningId {
        if (partition < 0 || partition > 63 || block < 0 || block >= 1L << 40 || index < 0 || index > 511) {
            throw new IllegalArgumentException("no such place: " + partition + "/" + block + "/" + index);
        }
    }

    /**
     * The identity as one number: partition in the top byte, block in the next five, index in the last
     * two.
     */
    public long packed() {
        return (long) partition << 56 | block << 16 | index;
    }

    /**
     * The identity behind a packed number.
     *
     * @param packed what {@link #packed()} gave
     * @throws IllegalArgumentException when a part is out of range
     */
    public static WarningId ofPacked(long packed) {
        return new WarningId((int) (packed >>> 56), packed >>> 16 & 0xff_ffff_ffffL, (int) (packed & 0xffff));
    }

    /** The text form: {@code w} and 13 characters of Crockford's base 32, lower case. */
    @Override
    public String toString() {
        long rest = packed();
        char[] text = new char[LENGTH + 1];
        for (int i = LENGTH; i > 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        text[0] = 'w';
        return new String(text);
    }

    /**
     * Reads the text form.
     *
     * @param text what a caller sent
     * @return empty when the text is not the text form of an identity
     */
    public static Optional<WarningId> parse(String text) {
        if (text.length() != LENGTH + 1 || text.charAt(0) != 'w') {
            return Optional.empty();
        }
        long packed = 0;
        for (int i = 1; i <= LENGTH; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0 || (i == 1 && digit > 15)) {
                return Optional.empty();
            }
            packed = packed << 5 | digit;
        }
        int partition = (int) (packed >>> 56);
        int index = (int) (packed & 0xffff);
        return partition > 63 || index > 511 ? Optional.empty() : Optional.of(ofPacked(packed));
    }
}
