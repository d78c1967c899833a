package io.tocsin.review.item;

import java.util.Optional;

/**
 * The identity of a case, which says where it is stored.
 *
 * @param partition 0 to 63
 * @param number counted from 1 in its partition, below 2^40
 */
public record CaseId(int partition, long number) {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 10;
    private static final int NUMBER_BITS = 40;

    /** Refuses what is out of range. */
    public CaseId {
        if (partition < 0 || partition > 63 || number < 1 || number >= 1L << NUMBER_BITS) {
            throw new IllegalArgumentException("no such case: " + partition + "/" + number);
        }
    }

    /** The text form: {@code c} and 10 characters of Crockford's base 32, lower case. */
    @Override
    public String toString() {
        long rest = (long) partition << NUMBER_BITS | number;
        char[] text = new char[LENGTH + 1];
        for (int i = LENGTH; i > 0; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        text[0] = 'c';
        return new String(text);
    }

    /**
     * Reads the text form.
     *
     * @return empty when the text is not the text form of an identity
     */
    public static Optional<CaseId> parse(String text) {
        if (text.length() != LENGTH + 1 || text.charAt(0) != 'c') {
            return Optional.empty();
        }
        long packed = 0;
        for (int i = 1; i <= LENGTH; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            packed = packed << 5 | digit;
        }
        long partition = packed >>> NUMBER_BITS;
        long number = packed & (1L << NUMBER_BITS) - 1;
        return partition > 63 || number == 0 ? Optional.empty() : Optional.of(new CaseId((int) partition, number));
    }
}
