package io.tocsin.config.value;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A daily span of wall-clock time, {@code 22:00-07:30}, that may run over midnight.
 *
 * @param from first minute inside
 * @param to first minute outside again; not equal to {@code from}
 */
public record HourRange(LocalTime from, LocalTime to) {
    private static final Pattern FORM = Pattern
            .compile("([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])");

    /** Refuses a span that says neither "never" nor "always" clearly. */
    public HourRange {
        if (from.equals(to)) {
            throw new IllegalArgumentException("got " + from + "-" + to + ", expected two different times");
        }
    }

    /**
     * Reads the written form.
     *
     * @param text such as {@code 22:00-07:30}
     * @return the span
     * @throws IllegalArgumentException when it is written otherwise
     */
    public static HourRange parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("got \"" + text + "\", expected hours like 22:00-07:30");
        }
        return new HourRange(time(m.group(1), m.group(2)), time(m.group(3), m.group(4)));
    }

    private static LocalTime time(String hour, String minute) {
        return LocalTime.of(Integer.parseInt(hour), Integer.parseInt(minute));
    }

    /**
     * Whether a time of day is inside.
     *
     * @param time wall-clock time in the configured zone
     * @return true from {@code from} until just before {@code to}
     */
    public boolean contains(LocalTime time) {
        boolean afterFrom = !time.isBefore(from);
        boolean beforeTo = time.isBefore(to);
        return from.isBefore(to) ? afterFrom && beforeTo : afterFrom || beforeTo;
    }

    /** The written form, which {@link #parse} reads. */
    @Override
    public String toString() {
        return from + "-" + to;
    }
}
