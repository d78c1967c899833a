package io.tocsin.review.item;

import org.jspecify.annotations.Nullable;

/**
 * Who works on cases, or looks at them.
 *
 * @param name a user's name, or another name of who acts, such as {@code key:central}; 1 to 80
 *            characters without control characters
 * @param unit the unit's path, {@code 呼伦贝尔/海拉尔}; null for somebody who sees the cases of all units.
 *            Cases without a unit are everybody's
 */
public record Reviewer(String name, @Nullable String unit) {
    /**
     * Refuses names that cannot be.
     *
     * @throws IllegalArgumentException says what was expected
     */
    public Reviewer {
        if (name.isEmpty() || name.length() > 80 || name.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("expected a name of 1 to 80 characters, got " + name.length());
        }
    }

    /** Whether cases of that unit, null for none, are this one's to see. */
    public boolean sees(@Nullable String of) {
        return of == null || unit == null || of.equals(unit) || of.startsWith(unit + "/");
    }
}
