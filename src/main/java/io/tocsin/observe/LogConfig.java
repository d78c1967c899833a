package io.tocsin.observe;

/**
 * How the program logs, {@code log}.
 *
 * @param format how a line is written
 * @param level the least that is logged
 */
public record LogConfig(Format format, Level level) {
    /** How a line is written. */
    public enum Format {
        /** For people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    /** How much is logged; each level includes those before it. */
    public enum Level {
        /** What needs somebody. */
        ERROR,
        /** What may need somebody. */
        WARN,
        /** What happens. */
        INFO,
        /** How it happens. */
        DEBUG,
        /** Everything. */
        TRACE
    }

    /** Text from INFO up. */
    public static LogConfig defaults() {
        return new LogConfig(Format.TEXT, Level.INFO);
    }
}
