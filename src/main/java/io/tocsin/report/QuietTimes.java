package io.tocsin.report;

import io.tocsin.warning.Grade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times in which warnings of a grade wait, because nobody is contacted then. */
@FunctionalInterface
public interface QuietTimes {
    /** There are none. */
    QuietTimes NEVER = (grade, at) -> null;

    /** The one that holds that time, else the next one after it; null when the grade has none. */
    @Nullable
    Period next(Grade grade, Instant at);

    /**
     * One quiet time.
     *
     * @param from first instant inside
     * @param until first instant outside again
     */
    record Period(Instant from, Instant until) {}
}
