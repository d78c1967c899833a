package io.tocsin.access.audit;

/**
 * The end of the chain.
 *
 * @param sequence of its last entry, 0 before the first
 * @param hash of that entry, 64 hex digits; zeros before the first
 */
public record Head(long sequence, String hash) {
    /** Before the first entry. */
    public static final Head NONE = new Head(0, "0".repeat(64));
    private static final String FORM = "[0-9]{1,18}:[0-9a-f]{64}";

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Head parse(String text) {
        if (!text.matches(FORM)) {
            throw new IllegalArgumentException("got '" + text + "', expected NUMBER:HASH with 64 hex digits");
        }
        int colon = text.indexOf(':');
        return new Head(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return sequence + ":" + hash;
    }
}
