package io.tocsin.plan;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * The daily hours in which nobody is contacted; may run over midnight.
 *
 * @param from first minute inside
 * @param to first minute outside again
 * @param zone whose clock
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {
    /** Whether it is quiet at that time. */
    public boolean contains(Instant time) {
        LocalTime clock = time.atZone(zone).toLocalTime();
        boolean after = !clock.isBefore(from);
        boolean before = clock.isBefore(to);
        return from.isBefore(to) ? after && before : after || before;
    }

    /** When the quiet time that contains the given time began, else when the next one begins. */
    public Instant start(Instant time) {
        ZonedDateTime here = time.atZone(zone);
        ZonedDateTime start = here.with(from);
        if (contains(time)) {
            return (start.isAfter(here) ? here.minusDays(1).with(from) : start).toInstant();
        }
        return (start.isAfter(here) ? start : here.plusDays(1).with(from)).toInstant();
    }

    /** When the quiet time that contains the given time ends. */
    public Instant end(Instant time) {
        ZonedDateTime here = time.atZone(zone);
        ZonedDateTime end = here.with(to);
        return (end.isAfter(here) ? end : here.plusDays(1).with(to)).toInstant();
    }
}
