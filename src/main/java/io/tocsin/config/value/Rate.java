package io.tocsin.config.value;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of things in a period of time: {@code 300/s}, {@code 60/m}, {@code 20/h}, {@code 3/d}.
 *
 * @param count how many, 1 to 1,000,000,000
 * @param unit in how long
 */
public record Rate(long count, Unit unit) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,10})/([smhd])");
    private static final long MOST = 1_000_000_000;

    /** The period of a rate. */
    public enum Unit {
        /** One second, {@code s}. */
        SECOND("s", Duration.ofSeconds(1)),
        /** One minute, {@code m}. */
        MINUTE("m", Duration.ofMinutes(1)),
        /** One hour, {@code h}. */
        HOUR("h", Duration.ofHours(1)),
        /** 24 hours, {@code d}. */
        DAY("d", Duration.ofDays(1));

        private final String letter;
        private final Duration length;

        Unit(String letter, Duration length) {
            this.letter = letter;
            this.length = length;
        }

        static Unit of(String letter) {
            return switch (letter) {
                case "s" -> SECOND;
                case "m" -> MINUTE;
                case "h" -> HOUR;
                case "d" -> DAY;
                default -> throw new IllegalArgumentException("got " + letter + ", expected s, m, h or d");
            };
        }
    }

    /** Refuses counts out of range. */
    public Rate {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("got " + count + ", expected a count of 1 to " + MOST);
        }
    }

    /**
     * Reads the written form.
     *
     * @param text such as {@code 300/s}
     * @return the rate
     * @throws IllegalArgumentException when it is written otherwise or is out of range
     */
    public static Rate parse(String text) {
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("got \"" + text + "\", expected a rate like 300/s, 60/m, 20/h or 3/d");
        }
        return new Rate(Long.parseLong(m.group(1)), Unit.of(m.group(2)));
    }

    /**
     * A rate a second.
     *
     * @param count how many a second
     * @return the rate
     */
    public static Rate perSecond(long count) {
        return new Rate(count, Unit.SECOND);
    }

    /**
     * The length of the period.
     *
     * @return one second to one day
     */
    public Duration period() {
        return unit.length;
    }

    /**
     * The rate as a number a second.
     *
     * @return more than zero
     */
    public double perSecond() {
        return (double) count / unit.length.toSeconds();
    }

    /** The written form, which {@link #parse} reads. */
    @Override
    public String toString() {
        return count + "/" + unit.letter;
    }
}
