package io.tocsin.access.user;

import java.time.Duration;
import java.time.Instant;

/**
 * More rights than a user has, asked for by one administrator, which are the user's once another
 * one has approved them.
 *
 * @param user whose they will be
 * @param before the rights the user had when they were asked for
 * @param rights what is asked for
 * @param by who asked
 * @param at when, in whole milliseconds
 */
public record Grant(String user, Rights before, Rights rights, String by, Instant at) {
    private static final Duration LONGEST = Duration.ofDays(7);

    /**
     * Whether it waits for its approval: not for ever, and only while the user's rights are as they
     * were.
     */
    public boolean waits(Rights now, Instant at) {
        return before.equals(now) && at.isBefore(this.at.plus(LONGEST));
    }
}
