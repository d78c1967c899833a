package io.tocsin.warning;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what looks like a telephone number of China in a text: 138****8000. A safety net under code
 * that must not log numbers in the first place; longer digits, as in message ids, are left alone.
 */
public final class Masking {
    /** A mobile number with or without country code, or a fixed one with its area code. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![0-9A-Za-z])(?:(?:\\+|00)?86[- ]?)?(1[3-9][0-9])[- ]?[0-9]{4}[- ]?([0-9]{4})(?![0-9A-Za-z])"
                    + "|(?<![0-9A-Za-z])(?:(?:\\+|00)?86[- ]?|0)([1-9][0-9]{1,2})[- ]?[0-9]{3,4}([0-9]{4})(?![0-9A-Za-z])");

    private Masking() {}

    /** The text with its numbers masked; the same when there is none. */
    public static String mask(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        return matcher.reset().replaceAll(m -> m.group(1) != null
                ? m.group(1) + "****" + m.group(2)
                : "0" + m.group(3) + "****" + m.group(4));
    }
}
