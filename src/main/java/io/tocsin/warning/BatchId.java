package io.tocsin.warning;

/**
 * The identity of a batch: exactly 16 characters of Crockford's base 32 in lower case.
 *
 * @param value the characters
 */
public record BatchId(String value) {
    /** Refuses what is not 16 characters from 0-9 and a-z. */
    public BatchId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a batch id is 16 characters from 0-9 and a-z, got '" + value + "'");
        }
    }

    /** Whether the text can be a batch's identity. */
    public static boolean isValid(String text) {
        return text.length() == 16 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'));
    }

    @Override
    public String toString() {
        return value;
    }
}
