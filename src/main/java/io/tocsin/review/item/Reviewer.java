package io.tocsin.review.item;

import org.jspecify.annotations.Nullable;

/**
 * Who works on cases, or looks at them.
 *
 * @param name a user's name, or another name of who acts, such as {@code key:central}; 1 to 80
 *            characters without control characters
 * @param unit the unit's path, {@code 呼伦贝尔/海拉尔}; null for somebody who sees the cases of all units.
 *            Cases without a unit are everybody's
 * @param works whether it is somebody who works on cases: among these, those of a top unit take
 *            cases whose unit nobody covers, and, when there are none, all do
 */
public record Reviewer(String name, @Nullable String unit, boolean works) {
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

    /** One who has no others' cases. */
    public Reviewer(String name, @Nullable String unit) {
        this(name, unit, false);
    }

    /** Whether the scope covers that unit, null for none. */
    public boolean covers(@Nullable String of) {
        return of == null || unit == null || of.equals(unit) || of.startsWith(unit + "/");
    }

    /**
     * Whether a case is this one's to see: of the own scope, or one that nobody's covers, or one that
     * was given to this one.
     *
     * @param holder who holds it, null for nobody
     */
    public boolean sees(@Nullable String of, SeenBy seenBy, @Nullable String holder) {
        return covers(of) || name.equals(holder) || switch (seenBy) {
            case ITS_UNIT -> false;
            case TOP_UNITS -> works && isTop();
            case EVERYBODY -> works;
        };
    }

    /** The same for a case. */
    public boolean sees(CaseRow row) {
        return sees(row.unit(), row.seenBy(), row.holder());
    }

    /** Whether no unit is above this one's. */
    public boolean isTop() {
        return unit != null && unit.indexOf('/') < 0;
    }
}
