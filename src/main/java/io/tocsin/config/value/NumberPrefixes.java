package io.tocsin.config.value;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A list of phone numbers or their beginnings, digits only, as numbers are written inside China
 * ({@code 138}, {@code 0470}).
 *
 * @param prefixes each of 1 to 15 digits, at most 10,000 of them
 */
public record NumberPrefixes(List<String> prefixes) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");
    private static final int MOST = 10_000;

    /** Copies the list and refuses what is not a beginning of a number. */
    public NumberPrefixes {
        prefixes = List.copyOf(prefixes);
        if (prefixes.size() > MOST) {
            throw new IllegalArgumentException("got " + prefixes.size() + " numbers, expected at most " + MOST);
        }
        prefixes.forEach(NumberPrefixes::check);
    }

    /**
     * Accepts one number or beginning.
     *
     * @param text 1 to 15 digits
     * @return the same text
     * @throws IllegalArgumentException when it is something else
     */
    public static String check(String text) {
        if (!DIGITS.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "got \"" + text + "\", expected a number or its beginning, 1 to 15 digits");
        }
        return text;
    }

    /**
     * Whether the list is empty, which means no restriction to those who ask.
     *
     * @return true when there is none
     */
    public boolean isEmpty() {
        return prefixes.isEmpty();
    }

    /**
     * Whether a number begins with one of the list.
     *
     * @param number digits only
     * @return false for an empty list
     */
    public boolean matches(String number) {
        return prefixes.stream().anyMatch(number::startsWith);
    }

    /** Says how many, not which: a list of numbers does not belong into logs. */
    @Override
    public String toString() {
        return prefixes.size() + " prefixes";
    }
}
