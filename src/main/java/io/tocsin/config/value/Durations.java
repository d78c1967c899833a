package io.tocsin.config.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The written form of durations: {@code 200ms}, {@code 5s}, {@code 15m}, {@code 48h}, {@code 30d}.
 */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");
    private static final Duration LONGEST = Duration.ofDays(3660);

    private Durations() {}

    /**
     * Reads the written form.
     *
     * @param text such as {@code 15m}
     * @return zero to ten years
     * @throws IllegalArgumentException when it is written otherwise or is longer
     */
    public static Duration parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "got \"" + text + "\", expected a duration like 200ms, 5s, 15m, 48h or 30d");
        }
        long count = Long.parseLong(m.group(1));
        Duration duration = switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("got \"" + text + "\", expected at most " + format(LONGEST));
        }
        return duration;
    }

    /**
     * Writes a duration in the largest unit that keeps it whole.
     *
     * @param duration any that is not negative; less than a millisecond is cut off
     * @return such as {@code 15m}, which {@link #parse} reads
     */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        if (seconds % 3600 != 0) {
            return seconds / 60 + "m";
        }
        // Two days are written 48h and three 72h, as people here do.
        return seconds % 86_400 != 0 || seconds <= 3 * 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
