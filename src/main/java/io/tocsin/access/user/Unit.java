package io.tocsin.access.user;

import java.text.Normalizer;

/**
 * A unit of the police as a path from the top: {@code 呼伦贝尔/海拉尔/胜利派出所}. Who belongs to a unit sees
 * what belongs to it and to the units below.
 *
 * @param path one to five names, each of at most 30 letters, digits, brackets, dots, hyphens
 */
public record Unit(String path) {
    private static final int LONGEST = 160;
    private static final String NAME = "[\\p{L}\\p{N}·（）()_-]{1,30}";

    /**
     * Refuses what is no path; takes every way of writing the same letters as one.
     *
     * @throws IllegalArgumentException when it is none
     */
    public Unit {
        path = path.length() > LONGEST ? "" : Normalizer.normalize(path.strip(), Normalizer.Form.NFC);
        if (!path.matches(NAME + "(/" + NAME + "){0,4}")) {
            throw new IllegalArgumentException(
                    "expected a unit as a path of one to five names, such as 呼伦贝尔/海拉尔/胜利派出所");
        }
    }

    /** Whether the other is this unit or one below it. */
    public boolean covers(Unit other) {
        return other.path.equals(path) || other.path.startsWith(path + "/");
    }

    /** Whether no unit is above it. */
    public boolean isTop() {
        return path.indexOf('/') < 0;
    }

    @Override
    public String toString() {
        return path;
    }
}
