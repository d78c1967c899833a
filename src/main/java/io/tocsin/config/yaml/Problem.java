package io.tocsin.config.yaml;

import java.util.Comparator;

/**
 * One thing that is wrong in a configuration file.
 *
 * @param place where
 * @param path full key path, such as {@code carriers.cmcc.rate}; empty for the file as a whole
 * @param message what was got and what was expected; never a secret
 */
public record Problem(Place place, String path, String message) {
    /** The order of the file. */
    public static final Comparator<Problem> ORDER = Comparator.comparing(Problem::place).thenComparing(Problem::path);

    /**
     * Where something stands.
     *
     * @param file name as the user gave it
     * @param line from 1
     * @param column from 1
     */
    public record Place(String file, int line, int column) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column)
                    .compare(this, other);
        }

        /** As compilers write it, so that editors can jump there. */
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /**
     * One line, such as
     * {@code tocsin.yaml:12:5 carriers.cmcc.rate: got "300", expected a rate like 300/s}.
     */
    @Override
    public String toString() {
        return place + " " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
