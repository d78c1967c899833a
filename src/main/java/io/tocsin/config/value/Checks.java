package io.tocsin.config.value;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a config record's compact constructor asks of its components: all faults are collected, then
 * thrown together.
 */
public final class Checks {
    private final List<InvalidRecord.Fault> faults = new ArrayList<>();

    /** Begins with no faults. */
    public Checks() {}

    /**
     * Notes a fault.
     *
     * @param key the component, as the file calls it
     * @param got what it was
     * @param expected what would have been right
     * @return this
     */
    public Checks fault(String key, Object got, String expected) {
        faults.add(new InvalidRecord.Fault(key, String.valueOf(got), expected));
        return this;
    }

    /**
     * Notes a fault unless something holds.
     *
     * @param holds whether all is well
     * @param key the component, as the file calls it
     * @param got what it was
     * @param expected what would have been right
     * @return this
     */
    public Checks that(boolean holds, String key, Object got, String expected) {
        return holds ? this : fault(key, got, expected);
    }

    /**
     * Asks for a number within bounds.
     *
     * @param key the component
     * @param value its value
     * @param least smallest that is right
     * @param most largest that is right
     * @return this
     */
    public Checks between(String key, long value, long least, long most) {
        return that(value >= least && value <= most, key, value, "a whole number from " + least + " to " + most);
    }

    /**
     * Asks for a duration within bounds.
     *
     * @param key the component
     * @param value its value
     * @param least shortest that is right
     * @param most longest that is right
     * @return this
     */
    public Checks between(String key, Duration value, Duration least, Duration most) {
        return that(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, key, value,
                "a duration from " + Durations.format(least) + " to " + Durations.format(most));
    }

    /**
     * Asks for a text that a pattern matches from end to end.
     *
     * @param key the component
     * @param value its value
     * @param pattern regular expression
     * @param expected the pattern in words
     * @return this
     */
    public Checks matches(String key, String value, String pattern, String expected) {
        return that(value.matches(pattern), key, '"' + value + '"', expected);
    }

    /**
     * Ends the checks.
     *
     * @throws InvalidRecord when there were faults
     */
    public void done() {
        if (!faults.isEmpty()) {
            throw new InvalidRecord(faults);
        }
    }
}
